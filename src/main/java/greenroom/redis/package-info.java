/** The ground under what replicas share: a Redis or Valkey, asked with an end to patience, and only where there is one. */
@NullMarked
package greenroom.redis;

import org.jspecify.annotations.NullMarked;
