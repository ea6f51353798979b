/** Sites, their settings and origins, cached. */
@NullMarked
package greenroom.site;

import org.jspecify.annotations.NullMarked;
