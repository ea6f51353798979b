/** The heart: what a comment is, what may become of it, and how its text is shown. */
@NullMarked
package greenroom.comment;

import org.jspecify.annotations.NullMarked;
