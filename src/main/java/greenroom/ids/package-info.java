/** Names and secrets: UUIDv7 for what is stored, random tokens for what is handed out. */
@NullMarked
package greenroom.ids;

import org.jspecify.annotations.NullMarked;
