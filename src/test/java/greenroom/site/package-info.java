/** Sites, and who may call for them. */
@NullMarked
package greenroom.site;

import org.jspecify.annotations.NullMarked;
