/** The ground under HTTP, as any client meets it, and as none ought to. */
@NullMarked
package greenroom.web;

import org.jspecify.annotations.NullMarked;
