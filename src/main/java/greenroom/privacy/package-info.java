/** The vault: the only code that can open an email, and the only one that holds a key. */
@NullMarked
package greenroom.privacy;

import org.jspecify.annotations.NullMarked;
