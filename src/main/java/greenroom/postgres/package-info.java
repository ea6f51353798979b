/** The ground under the store: connections, the embedded server, migrations, LISTEN/NOTIFY. */
@NullMarked
package greenroom.postgres;

import org.jspecify.annotations.NullMarked;
