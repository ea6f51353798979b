/** Holds every HTTP test to what {@code openapi.yaml} promises. */
@NullMarked
package greenroom.contract;

import org.jspecify.annotations.NullMarked;
