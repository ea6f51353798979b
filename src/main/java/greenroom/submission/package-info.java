/** The way in: from a form to a comment that is kept and waits, and its author's own copy of it. */
@NullMarked
package greenroom.submission;

import org.jspecify.annotations.NullMarked;
