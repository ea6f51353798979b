/** What was done by whom: append-only. */
@NullMarked
package greenroom.audit;

import org.jspecify.annotations.NullMarked;
