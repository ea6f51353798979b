/** The whole service as people meet it over HTTP, and what is watched for under every test. */
@NullMarked
package greenroom.journey;

import org.jspecify.annotations.NullMarked;
