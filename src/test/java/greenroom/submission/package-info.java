/** The way in, as readers and their browsers meet it. */
@NullMarked
package greenroom.submission;

import org.jspecify.annotations.NullMarked;
