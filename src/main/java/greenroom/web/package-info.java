/** The ground under HTTP: problem details, request ids, size limits, cursors, client addresses, headers. */
@NullMarked
package greenroom.web;

import org.jspecify.annotations.NullMarked;
