package greenroom.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** One process with the PostgreSQL that belongs to it, on a disk of little room. */
final class OneMachine implements Stage {
    private static final int MEGABYTES = 400;

    private final SmallDisk disk;
    private final Path folder;
    private final Replica service;
    private final String token;

    private OneMachine(Path folder) {
        this.disk = SmallDisk.mounted(folder, MEGABYTES);
        this.folder = folder;
        this.service = new Replica(folder, Cluster.LIMITS);
        service.start(List.of());
        this.token = service.newToken();
    }

    static OneMachine started(Path folder) {
        return new OneMachine(folder);
    }

    SmallDisk disk() {
        return disk;
    }

    List<ProcessHandle> database() {
        return service.process().database();
    }

    @Override
    public URI address() {
        return service.address();
    }

    @Override
    public List<Replica> replicas() {
        return List.of(service);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Connection connection() throws SQLException {
        var postgres = folder.resolve("postgres");
        try {
            var port = Files.readAllLines(postgres.resolve("data").resolve("postmaster.pid"))
                    .get(3);
            var password =
                    Files.readString(postgres.resolve("superuser.password")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/greenroom", "postgres", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        disk.close();
    }
}
