package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.contract.OpenApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A moderator's browser, or a client with a token: it keeps cookies as a browser does, and repeats {@code XSRF-TOKEN} in
 * its header on unsafe calls. {@link #from} needs 127.0.0.1 among the service's trusted proxies.
 */
public final class Browser {
    private static final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper json = new JsonMapper();

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean isChecked;

    /** An answer, read to its end. */
    public record Answer(int status, HttpResponse<String> response) {
        public JsonNode json() {
            return json.readTree(response.body());
        }

        public String body() {
            return response.body();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** {@code Set-Cookie} lines for this cookie. */
        public List<String> settings(String cookie) {
            return response.headers().allValues("Set-Cookie").stream()
                    .filter(line -> line.startsWith(cookie + "="))
                    .toList();
        }

        /** The slug of the problem's type. */
        public String problem() {
            return json().path("type").asString().replace("urn:greenroom:problem:", "");
        }

        /** The codes of a 422, each with its pointer. */
        public List<String> errors() {
            return json().path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").asString() + " "
                            + error.path("code").asString())
                    .toList();
        }
    }

    private Browser(String base) {
        this.base = base;
    }

    public static Browser at(int port) {
        return new Browser("http://127.0.0.1:" + port);
    }

    /** As if it came from this address. */
    public Browser from(String address) {
        return with("X-Forwarded-For", address);
    }

    /** Every answer from now on must be as {@code openapi.yaml} describes it. */
    public Browser checked() {
        isChecked = true;
        return this;
    }

    public Browser overHttps() {
        return with("X-Forwarded-Proto", "https");
    }

    /** Sends this header with every request. */
    public Browser with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Browser without(String name) {
        headers.remove(name);
        return this;
    }

    public Browser withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Browser withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    /** The id of its session; there is one. */
    public String session() {
        return Objects.requireNonNull(cookies.get("greenroom"));
    }

    /** What it repeats in its header; there is one. */
    public String csrfToken() {
        return Objects.requireNonNull(cookies.get("XSRF-TOKEN"));
    }

    public void forget(String cookie) {
        cookies.remove(cookie);
    }

    /** Signs in, or fails the test. */
    public Browser signIn(String username, String password) {
        var answer = triesToSignIn(username, password);
        if (answer.status() != 200) {
            throw new AssertionError("Sign-in answered " + answer.status() + " " + answer.body());
        }
        return this;
    }

    public Answer triesToSignIn(String username, String password) {
        get("/api/v1/session");
        return post("/api/v1/session", object("username", username, "password", password));
    }

    /** Takes the token that an unsafe call needs, without signing in. */
    public Browser fetchingItsToken() {
        get("/api/v1/session");
        return this;
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer delete(String path, String body) {
        return send("DELETE", path, body);
    }

    public Answer send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        var token = cookies.get("XSRF-TOKEN");
        if (token != null && !List.of("GET", "HEAD").contains(method) && !headers.containsKey("X-XSRF-TOKEN")) {
            request.header("X-XSRF-TOKEN", token);
        }
        var response = exchange(request.build());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        if (isChecked) {
            OpenApi.description().check(new BytesOf(response), body == null ? null : body.getBytes(UTF_8));
        }
        return new Answer(response.statusCode(), response);
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(String setting) {
        var pair = setting.split(";", 2)[0].split("=", 2);
        if (setting.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    /** JSON of names and texts. */
    public static String object(String... namesAndValues) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parts.add(json.writeValueAsString(namesAndValues[i]) + ":"
                    + json.writeValueAsString(Objects.requireNonNull(namesAndValues[i + 1])));
        }
        return "{" + String.join(",", parts) + "}";
    }
}
