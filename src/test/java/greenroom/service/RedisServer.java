package greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/**
 * A Redis of a test's own, which it may freeze, kill and start again. Where the machine has no {@code redis-server}, these
 * tests are skipped with a sentence, but in CI they fail.
 */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final boolean persists;
    private Process process;

    private RedisServer(boolean persists) {
        try {
            this.persists = persists;
            folder = Files.createTempDirectory("greenroom-redis");
            port = freePort();
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that forgets everything when it ends. */
    public static RedisServer started() {
        return started(false);
    }

    /** One that remembers. */
    public static RedisServer startedWithItsFile() {
        return started(true);
    }

    private static RedisServer started(boolean persists) {
        assumeThereIsOne();
        var server = new RedisServer(persists);
        server.awaitAnswers();
        return server;
    }

    /** Whether this machine has the program. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "redis-server")));
    }

    /** Skips the test that calls it where there is none; CI must have one. */
    public static void assumeThereIsOne() {
        if (!isInstalled()) {
            assertThat(System.getenv("CI"))
                    .as("CI must have a redis-server: .ci/run installs it")
                    .isNull();
            Assumptions.abort("There is no redis-server on this machine: the tests with Redis are skipped.");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        var command = List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                persists ? "yes" : "no",
                "--appendfsync",
                "always");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    private void awaitAnswers() {
        await("Redis answers").atMost(PATIENCE).ignoreExceptions().until(this::answers);
    }

    private boolean answers() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** It stands still and answers nothing, while its connections stay open. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
        awaitAnswers();
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void kill() {
        process.destroyForcibly();
        await("Redis has ended").atMost(PATIENCE).until(() -> !process.isAlive());
    }

    public void startAgain() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswers();
    }

    /** What somebody sees who may read it: its keys, and its strings and the members of its sorted sets, as Latin-1. */
    public List<String> everythingInIt() {
        return asked(redis -> {
            var all = new ArrayList<String>();
            for (byte[] key : redis.keys("*")) {
                all.add(latin(key));
                if (redis.type(key).equals("zset")) {
                    redis.zrange(key, 0, -1).forEach(member -> all.add(latin(member)));
                } else {
                    Optional.ofNullable(redis.get(key)).map(RedisServer::latin).ifPresent(all::add);
                }
            }
            return all;
        });
    }

    /** Its keys that never expire. */
    public List<String> keysForEver() {
        return asked(redis -> redis.keys("*").stream()
                .filter(key -> redis.ttl(key) < 0)
                .map(RedisServer::latin)
                .toList());
    }

    public <T> T asked(Function<RedisCommands<byte[], byte[]>, T> question) {
        var client = RedisClient.create(url());
        try (var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        // the signal that nothing frozen can hold up
        kill();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
