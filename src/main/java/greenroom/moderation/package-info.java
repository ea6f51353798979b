/** The desk: the queue, decisions, edits, replies, reveals, history, and the audit to read. */
@NullMarked
package greenroom.moderation;

import org.jspecify.annotations.NullMarked;
