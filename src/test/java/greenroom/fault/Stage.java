package greenroom.fault;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A service that is tried, and all that it stands on. */
interface Stage extends AutoCloseable {
    /** Where its clients find it. */
    URI address();

    List<Replica> replicas();

    /** An API token of the admin's. */
    String token();

    /** To its store, past the service. */
    Connection connection() throws SQLException;

    @Override
    void close();
}
