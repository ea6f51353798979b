package greenroom.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends two addresses that nobody else has through everything that takes one, and looks for them and for all that can be
 * computed from them without a key: in every answer, in the log with Spring and the drivers at TRACE, and in the files of
 * the database. A third one is planted in each of these places, and found. The answers that may hold an address are those
 * that were asked for it: reveal, export, and the form given back to who has just filled it in. Netty's own wire log is
 * not switched on: it writes down every byte, whatever it is.
 */
class CanaryTests {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final JsonMapper json = new JsonMapper();

    private static final Address UNUSUAL = new Address("ZZ.Canary+7F3a", "Bücher-Versand.org");
    private static final Address ODD = new Address("o'canary{9C4e}%26=x?", "example.org");
    private static final Address PLANTED = new Address("planted.5d1E", "example.net");

    @TempDir
    Path folder;

    private final Map<String, byte[]> answers = new LinkedHashMap<>();
    private final Map<String, String> secrets = new TreeMap<>();

    private record Address(String local, String domain) {
        String typed() {
            return local + "@" + domain;
        }

        String normal() {
            return local + "@" + IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        }

        Traces traces() {
            return Traces.of(List.of(typed(), normal()), local);
        }
    }

    @Test
    void findsEveryTraceThatThereCanBe() {
        for (var address : List.of(UNUSUAL, ODD, PLANTED)) {
            address.traces()
                    .planted()
                    .forEach((name, content) ->
                            assertThat(address.traces().in(content)).as(name).contains(name));
        }
    }

    @Test
    void noAddressAndNoSecretIsAnywhere() throws IOException, InterruptedException {
        String log;
        try (var service = ServiceProcess.started(
                folder,
                "--logging.level.greenroom=trace",
                "--logging.level.org.springframework=trace",
                "--logging.level.io.r2dbc=trace",
                "--logging.level.org.postgresql=trace")) {
            sendsThemEverywhere(service);
            service.stop();
            log = service.log();
        }
        secretsOfTheInstallation();
        var places = new LinkedHashMap<>(answers);
        places.put("the log", log.getBytes(UTF_8));
        places.putAll(files());

        assertThat(places.keySet()).contains("thread").anyMatch(name -> name.contains("pg_wal"));
        for (var address : List.of(UNUSUAL, ODD)) {
            places.forEach((name, content) ->
                    assertThat(address.traces().in(content)).as(name).isEmpty());
        }
        var planted = PLANTED.traces();
        assertThat(planted.in(places.getOrDefault("thread", new byte[0]))).isNotEmpty();
        assertThat(planted.in(log.getBytes(UTF_8))).isNotEmpty();
        assertThat(files().values()).anyMatch(content -> !planted.in(content).isEmpty());
        noSecretIsIn(log, places);
    }

    private void noSecretIsIn(String log, Map<String, byte[]> places) {
        secrets.forEach((name, secret) -> {
            var traces = Traces.ofSecret(name, secret);
            assertThat(traces.in(log.getBytes(UTF_8))).as("the log").isEmpty();
            places.forEach((place, content) -> {
                if (place.startsWith("file ")) {
                    assertThat(traces.in(content)).as(place).isEmpty();
                }
            });
        });
    }

    private void sendsThemEverywhere(ServiceProcess service) throws IOException, InterruptedException {
        for (var address : List.of(UNUSUAL, ODD)) {
            submits(service, address);
            sendsTheForm(service, address);
        }
        publishesAndReads(service);
        for (var path : List.of("/actuator/health", "/actuator/info", "/actuator/prometheus")) {
            keep(path, service.actuator(path));
        }
    }

    private void submits(ServiceProcess service, Address address) {
        var email = address.typed();
        var first = keep("202 " + email, service.post(COMMENTS, submission(Map.of("email", email))));
        assertThat(first.statusCode()).as(new String(first.body(), UTF_8)).isEqualTo(202);
        secrets.put(
                "receipt of " + email,
                ServiceProcess.json(first).path("receipt").asString());
        keep("409 " + email, service.post(COMMENTS, submission(Map.of("email", email))));
        keep("422 " + email, service.post(COMMENTS, submission(Map.of("email", email, "name", "", "body", ""))));
        keep("422 twice " + email, service.post(COMMENTS, submission(Map.of("email", email + "," + email))));
        keep("400 list " + email, service.post(COMMENTS, submission(Map.of("email", List.of(email)))));
        keep("400 object " + email, service.post(COMMENTS, submission(Map.of("email", Map.of(email, email)))));
        keep("400 thread " + email, service.post(COMMENTS, submission(Map.of("email", email, "thread", email))));
        keep("400 broken " + email, service.post(COMMENTS, submission(Map.of("email", email)) + "}"));
        keep("404 " + email, service.post("/api/v1/sites/nowhere/comments", submission(Map.of("email", email))));
        keep(
                "415 " + email,
                service.asks("POST", COMMENTS, submission(Map.of("email", email)), "Content-Type", "text/plain"));
        copies(service, ServiceProcess.json(first));
    }

    private static String submission(Map<String, Object> fields) {
        var all = new LinkedHashMap<String, Object>();
        all.put("thread", Map.of("key", "canaries"));
        all.put("name", "Ayesha");
        all.put("body", "Well said.");
        all.putAll(fields);
        return json.writeValueAsString(all);
    }

    private void copies(ServiceProcess service, JsonNode comment) {
        var path = "/api/v1/submissions/" + comment.path("id").asString();
        var receipt = comment.path("receipt").asString();
        keep("copy " + path, service.asks("GET", path, "", "Receipt", receipt));
        keep(
                "edit " + path,
                service.asks(
                        "PATCH",
                        path,
                        "{\"body\":\"Better.\"}",
                        "Receipt",
                        receipt,
                        "Content-Type",
                        "application/json"));
    }

    private void sendsTheForm(ServiceProcess service, Address address) {
        var form = "thread=form&name=Ayesha&body=Well+said.&email=" + URLEncoder.encode(address.typed(), UTF_8);
        var type = "application/x-www-form-urlencoded";
        keep("form " + address, service.asks("POST", COMMENTS, form, "Content-Type", type));
        keep("form foreign " + address, service.asks("POST", COMMENTS, form, "Content-Type", type, "Origin", "null"));
        keep("form broken " + address, service.asks("POST", COMMENTS, form + "&x=%zz", "Content-Type", type));
        // gives the form back, address and all
        var back = service.asks("POST", COMMENTS, form + "&parent=none", "Content-Type", type);
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(address.traces().in(back.body())).isNotEmpty();
    }

    private void publishesAndReads(ServiceProcess service) {
        var body = "Write to " + PLANTED.typed();
        var planted = ServiceProcess.json(
                service.post(COMMENTS, submission(Map.of("email", "somebody@example.org", "body", body))));
        service.get("/planted/" + PLANTED.typed());
        var admin = signedIn(service);
        var queue = json.readTree(kept("queue", admin.get("/api/v1/moderation/comments?limit=100")));
        queue.path("comments")
                .forEach(comment -> decides(admin, comment.path("id").asString()));
        service.await("it shows", () -> service.shows("canaries").size() == 3);
        keep("thread", service.get(COMMENTS + "?thread=canaries"));
        keep("form thread", service.get(COMMENTS + "?thread=form"));
        keep("counts", service.get("/api/v1/sites/demo/counts?thread=canaries"));
        for (var path : List.of("/", "/demo/", "/openapi.yaml", "/readyz", "/api/v1/session", "/nothing")) {
            keep(path, service.get(path));
        }
        asks(admin, planted.path("id").asString());
    }

    private Browser signedIn(ServiceProcess service) {
        var admin = service.browser().signIn("admin", ServiceProcess.PASSWORD);
        secrets.put("password", ServiceProcess.PASSWORD);
        secrets.put("session", admin.session());
        var made = admin.post("/api/v1/tokens", Browser.object("name", "canary", "role", "admin"));
        secrets.put("token", made.json().path("token").asString());
        return admin;
    }

    private void decides(Browser admin, String comment) {
        var inFull = kept("in full " + comment, admin.get("/api/v1/moderation/comments/" + comment));
        var version = json.readTree(inFull).path("version").asInt();
        kept(
                "decision " + comment,
                admin.post(
                        "/api/v1/moderation/decisions",
                        "{\"decisions\":[{\"id\":\"%s\",\"version\":%d,\"to\":\"approved\"}]}"
                                .formatted(comment, version)));
    }

    private void asks(Browser admin, String planted) {
        kept("reply", admin.post("/api/v1/moderation/comments/" + planted + "/reply", Browser.object("body", "Do.")));
        for (var path : List.of(
                "/api/v1/moderation/audit",
                "/api/v1/moderation/comments?q=Well",
                "/api/v1/admin/sites",
                "/api/v1/admin/moderators",
                "/api/v1/tokens")) {
            kept(path, admin.get(path));
        }
        for (var address : List.of(UNUSUAL, ODD)) {
            var export = admin.post("/api/v1/admin/privacy/export", Browser.object("email", address.typed()));
            assertThat(export.body()).as("what was asked for").contains(address.local());
            reveals(admin, export.json());
            kept(
                    "422 erase " + address,
                    admin.post(
                            "/api/v1/admin/privacy/erase",
                            Browser.object("email", address.typed(), "comments", "perhaps")));
        }
        kept("erase", admin.post("/api/v1/admin/privacy/erase", Browser.object("email", ODD.typed())));
        kept("audit afterwards", admin.get("/api/v1/moderation/audit"));
    }

    private static void reveals(Browser admin, JsonNode export) {
        var comment = export.path("comments").path(0).path("id").asString();
        var revealed =
                admin.post("/api/v1/moderation/comments/" + comment + "/email", Browser.object("reason", "A test"));
        assertThat(revealed.status()).isEqualTo(200);
    }

    private HttpResponse<byte[]> keep(String name, HttpResponse<byte[]> answer) {
        var headers = answer.headers().map().toString().getBytes(UTF_8);
        answers.put(name, joined(headers, answer.body()));
        return answer;
    }

    private String kept(String name, Browser.Answer answer) {
        var headers = answer.response().headers().map().toString().getBytes(UTF_8);
        answers.put(name, joined(headers, answer.body().getBytes(UTF_8)));
        return answer.body();
    }

    private static byte[] joined(byte[] headers, byte[] body) {
        var all = Arrays.copyOf(headers, headers.length + body.length);
        System.arraycopy(body, 0, all, headers.length, body.length);
        return all;
    }

    /** The values of the keyset's keys, its root, and the passwords of the database's roles. */
    private void secretsOfTheInstallation() {
        for (var file : regularFiles()) {
            if (file.endsWith("keyset.json")) {
                secretsOf(json.readTree(bytes(file)));
            } else if (file.toString().endsWith(".password")) {
                secrets.put(file.getFileName().toString(), new String(bytes(file), UTF_8).strip());
            }
        }
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(8);
    }

    private void secretsOf(JsonNode keyset) {
        secrets.put("root", keyset.path("root").asString());
        for (var ring : List.of("seal", "lookup")) {
            keyset.path(ring)
                    .path("key")
                    .forEach(key -> secrets.put(
                            ring + " key", key.path("keyData").path("value").asString()));
        }
    }

    /** What the database wrote, after its last checkpoint. */
    private Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var file : regularFiles()) {
            var name = folder.relativize(file).toString();
            if (name.contains("data/")) {
                files.put("file " + name, bytes(file));
            }
        }
        return files;
    }

    private List<Path> regularFiles() {
        try (var all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
