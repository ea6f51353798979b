/** All that is kept in one file, and back: for the embedded database, by commands. */
@NullMarked
package greenroom.backup;

import org.jspecify.annotations.NullMarked;
