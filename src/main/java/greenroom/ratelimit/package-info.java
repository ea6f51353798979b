/** How much one client, one author, one site may do in a while; bucket4j stays in here. */
@NullMarked
package greenroom.ratelimit;

import org.jspecify.annotations.NullMarked;
