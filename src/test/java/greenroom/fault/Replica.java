package greenroom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.process.Admin;
import greenroom.process.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One place in the cluster: a process on a port of its own, which ends and is followed by the next. */
final class Replica implements AutoCloseable {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

    private final Path folder;
    private final List<String> settings;
    private final int port = Ports.free();
    private volatile @Nullable ServiceProcess process;

    Replica(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** @param more settings of this start */
    void start(List<String> more) {
        var all = new ArrayList<>(settings);
        all.addAll(more);
        all.add("--server.port=" + port);
        all.add("--server.address=127.0.0.1");
        process = ServiceProcess.started(folder, all.toArray(String[]::new));
    }

    String newToken() {
        var answer = Admin.signedIn(process()).post("/api/v1/tokens", "{\"name\":\"moderator\",\"role\":\"admin\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        return ServiceProcess.json(answer).path("token").asString();
    }

    ServiceProcess process() {
        return Objects.requireNonNull(process, "it was not started");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Not while nobody is there to say so. */
    boolean isReady() {
        try {
            return process().get("/readyz").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** How many comments readers see of each of these threads. */
    Map<String, Integer> counts(Collection<String> threads) {
        var answer = process().get("/api/v1/sites/demo/counts?thread=" + String.join("&thread=", threads));
        var counts = new TreeMap<String, Integer>();
        ServiceProcess.json(answer).path("counts").forEachEntry((thread, number) -> counts.put(thread, number.asInt()));
        return counts;
    }

    void kill() {
        process().kill();
    }

    /** As an orderly rollout does; it must be gone before Kubernetes would kill it. */
    void stop() throws InterruptedException {
        process().stop(GONE_WITHIN);
    }

    @Override
    public void close() {
        var running = process;
        if (running != null) {
            running.close();
        }
    }
}
