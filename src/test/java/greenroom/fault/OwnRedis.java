package greenroom.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.springframework.util.ClassUtils;

/** The Redis of the replicas, which keeps nothing through a kill. */
final class OwnRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final int port = Ports.free();
    private Process server;

    private OwnRedis(Path folder) {
        this.folder = folder;
        this.server = start();
    }

    /** Why there can be none here; empty where there can. */
    static Optional<String> obstacle() {
        if (!ClassUtils.isPresent("io.lettuce.core.RedisClient", OwnRedis.class.getClassLoader())) {
            return Optional.of("this build does not speak with Redis");
        }
        return isInstalled() ? Optional.empty() : Optional.of("there is no redis-server here (Debian: redis-server)");
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("redis-server", "--version")
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static OwnRedis started(Path folder) {
        return new OwnRedis(folder);
    }

    private Process start() {
        try {
            var started = new ProcessBuilder(
                            "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            Awaitility.await("Redis listens").atMost(PATIENCE).until(this::listens);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** By which a replica counts its limits there, and keeps its sessions. */
    List<String> settings() {
        return List.of("--greenroom.rate-limit.store=redis", "--spring.data.redis.url=redis://127.0.0.1:" + port);
    }

    void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    void startAgain() {
        server = start();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
