package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.contract.OpenApi;
import greenroom.moderator.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running service in a process of its own, with its log in a file. */
public final class ServiceProcess implements AutoCloseable {
    static final String PASSWORD = "the curtain rises at eight";

    private static final String LIMITS = "--greenroom.rate-limit.";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
    private static final JsonMapper json = new JsonMapper();
    private static final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path folder;
    private final Path log;

    private ServiceProcess(Process process, Path folder, Path log) {
        this.process = process;
        this.folder = folder;
        this.log = log;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param arguments {@code --name=value}; they go before what is set here
     */
    public static ServiceProcess started(Path folder, String... arguments) {
        var service = launched(folder, arguments);
        service.await("it has started", () -> service.log().contains("Started Greenroom") || !service.isAlive());
        assertThat(service.isAlive()).as(service.log()).isTrue();
        return service;
    }

    /** Starts one that is not expected to live, and waits for its end. */
    static ServiceProcess failed(Path folder, String... arguments) {
        var service = launched(folder, arguments);
        service.awaitEnd();
        return service;
    }

    /** The same of a build that has no PostgreSQL in it, as the image for a cluster. */
    static ServiceProcess failedWithoutPostgres(Path folder, String... arguments) {
        try {
            var service = launched(ClassPath.withoutPostgres(), folder, arguments);
            service.awaitEnd();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceProcess launched(Path folder, String... arguments) {
        try {
            return launched(ClassPath.whole(), folder, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceProcess launched(String classPath, Path folder, String... arguments) {
        try {
            var log = Files.createTempFile("greenroom", ".log");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    "greenroom.Greenroom"));
            command.addAll(settings(folder, List.of(arguments)));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServiceProcess(process, folder, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> settings(Path folder, List<String> arguments) {
        var usual = Stream.of(
                "--server.port=0",
                "--management.server.port=0",
                "--greenroom.data-dir=" + folder,
                "--greenroom.bootstrap.admin.password=" + PASSWORD,
                "--greenroom.rate-limit.enabled=false");
        return Stream.concat(usual.filter(setting -> !isSaid(setting, arguments)), arguments.stream())
                .toList();
    }

    /** Of the limits, whoever says anything says all. */
    private static boolean isSaid(String setting, List<String> arguments) {
        var subject = setting.startsWith(LIMITS) ? LIMITS : setting.substring(0, setting.indexOf('=') + 1);
        return arguments.stream().anyMatch(argument -> argument.startsWith(subject));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own PostgreSQL's processes, the postmaster first; none where it has none. */
    public List<ProcessHandle> database() {
        return databaseOf(folder);
    }

    /** The same of the PostgreSQL that anybody runs in this data directory. */
    static List<ProcessHandle> databaseOf(Path folder) {
        var file = folder.resolve("postgres").resolve("data").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .limit(1)
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
                    .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C and Kubernetes do; it has ten seconds. */
    void stop() throws InterruptedException {
        stop(Duration.ofSeconds(10));
    }

    public void stop(Duration patience) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                .as("stopped within %s", patience)
                .isTrue();
    }

    /** Its PostgreSQL stands still, and answers nothing, not even to being told to stop. */
    void freezesItsDatabase() throws InterruptedException {
        Signal.STOP.to(database());
    }

    void awaitEnd() {
        await("it has ended", () -> !process.isAlive());
    }

    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(condition::getAsBoolean);
    }

    public int port() {
        var found = PORT.matcher(log());
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    /** A moderator's browser. */
    Browser browser() {
        return Browser.at(port());
    }

    public HttpResponse<byte[]> get(String path) {
        return send(request(path).GET(), null);
    }

    HttpResponse<byte[]> post(String path, String body, String... headers) {
        var request = request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request, body);
    }

    /** Any request, as it is; {@code headers} are names and values. */
    HttpResponse<byte[]> asks(String method, String path, String body, String... headers) {
        var request = request(path).method(method, BodyPublishers.ofString(body));
        return send(headers.length > 0 ? request.headers(headers) : request, body);
    }

    /** Actuator's own port. */
    public HttpResponse<byte[]> actuator(String path) throws IOException, InterruptedException {
        return actuator("GET", path, "");
    }

    /** Any request there; {@code headers} are names and values. */
    HttpResponse<byte[]> actuator(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var found = PORT.matcher(log());
        var port = found.results()
                .map(match -> match.group(1))
                .reduce((first, last) -> last)
                .orElseThrow();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        return http.send((headers.length > 0 ? request.headers(headers) : request).build(), BodyHandlers.ofByteArray());
    }

    /** What Prometheus reads of this, added up over all its labels. */
    double metric(String name) {
        try {
            var lines = new String(actuator("/actuator/prometheus").body(), StandardCharsets.UTF_8).lines();
            return lines.filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request, @Nullable String body) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            OpenApi.description().check(answer, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        return json.readTree(answer.body());
    }

    /** Submits to the demo site; the 202's JSON. */
    JsonNode submits(String thread, String email, String body) {
        var answer = post("/api/v1/sites/demo/comments", submission(thread, email, body));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(202);
        return json(answer);
    }

    public static String submission(String thread, String email, String body) {
        return "{\"thread\":{\"key\":\"%s\"},\"name\":\"Ayesha\",\"email\":\"%s\",\"body\":\"%s\"}"
                .formatted(thread, email, body);
    }

    /** Bodies that readers can see. */
    List<String> shows(String thread) {
        var answer = get("/api/v1/sites/demo/comments?thread=" + thread);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer)
                .path("comments")
                .valueStream()
                .map(comment -> comment.path("html").asString())
                .toList();
    }

    @Override
    public void close() {
        var database = database();
        if (process.isAlive()) {
            process.destroy();
            awaitEnd();
        }
        database.forEach(ProcessHandle::destroyForcibly);
    }
}
