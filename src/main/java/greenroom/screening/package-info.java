/** What a machine notices in a submission, and why; it never decides. */
@NullMarked
package greenroom.screening;

import org.jspecify.annotations.NullMarked;
