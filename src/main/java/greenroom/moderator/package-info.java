/** Who decides: accounts, sign-in, roles, tokens, and the filter chain in front of the desk. */
@NullMarked
package greenroom.moderator;

import org.jspecify.annotations.NullMarked;
