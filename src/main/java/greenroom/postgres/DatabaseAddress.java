package greenroom.postgres;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;

/**
 * One database for both drivers: R2DBC serves, and Flyway migrates the same one over JDBC.
 *
 * <p>Flyway starts only when there are JDBC details too, hence the third interface. No part of it prints a password.
 */
final class DatabaseAddress implements R2dbcConnectionDetails, JdbcConnectionDetails, FlywayConnectionDetails {
    private final ConnectionFactoryOptions service;
    private final String migratorName;
    private final String migratorPassword;

    DatabaseAddress(ConnectionFactoryOptions service, String migratorName, String migratorPassword) {
        this.service = service;
        this.migratorName = migratorName;
        this.migratorPassword = migratorPassword;
    }

    static ConnectionFactoryOptions local(int port, String database, String username, String password) {
        return ConnectionFactoryOptions.builder()
                .option(DRIVER, "postgresql")
                .option(HOST, "127.0.0.1")
                .option(PORT, port)
                .option(DATABASE, database)
                .option(USER, username)
                .option(PASSWORD, password)
                .build();
    }

    /** The role that serves requests; the migrations' grants go to it. */
    String serviceName() {
        return String.valueOf(service.getRequiredValue(USER));
    }

    @Override
    public ConnectionFactoryOptions getConnectionFactoryOptions() {
        return service;
    }

    @Override
    public String getUsername() {
        return migratorName;
    }

    @Override
    public String getPassword() {
        return migratorPassword;
    }

    @Override
    public String getJdbcUrl() {
        var port = service.getValue(PORT);
        return "jdbc:postgresql://" + service.getRequiredValue(HOST) + ":" + (port == null ? 5432 : port) + "/"
                + service.getRequiredValue(DATABASE) + transportSecurity();
    }

    private String transportSecurity() {
        var mode = service.getValue(Option.valueOf("sslMode"));
        var root = service.getValue(Option.valueOf("sslRootCert"));
        return (mode == null ? "?" : "?sslmode=" + mode + "&") + (root == null ? "" : "sslrootcert=" + root);
    }

    @Override
    public String getDriverClassName() {
        return "org.postgresql.Driver";
    }

    @Override
    public String toString() {
        return "DatabaseAddress[" + service.getRequiredValue(HOST) + "/" + service.getRequiredValue(DATABASE) + "]";
    }
}
