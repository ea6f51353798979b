/** The heart: comments, their threads and statuses, and how Markdown becomes safe HTML. */
@NullMarked
package greenroom.comment;

import org.jspecify.annotations.NullMarked;
