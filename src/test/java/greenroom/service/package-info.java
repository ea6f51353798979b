/** The running service as tests meet it, and who speaks HTTP to it. */
@NullMarked
package greenroom.service;

import org.jspecify.annotations.NullMarked;
