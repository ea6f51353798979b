/** The window: what readers see of approved comments, from a cache of ready bytes. */
@NullMarked
package greenroom.publication;

import org.jspecify.annotations.NullMarked;
