import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A moderator with a token, a reader, and a probe. */
final class Desk {
    private final String token;
    private final String host;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();

    Desk(int port, String password) throws IOException, InterruptedException {
        host = "127.0.0.1:" + port;
        var csrf = cookies(ask("GET", "/api/v1/session", ""));
        var signedIn = ask("POST", "/api/v1/session", "{\"username\":\"admin\",\"password\":\"" + password + "\"}",
                "Cookie", csrf, "X-XSRF-TOKEN", csrf.replaceAll(".*XSRF-TOKEN=([^;]*).*", "$1"));
        var session = cookies(signedIn);
        var made = ask("POST", "/api/v1/tokens", "{\"name\":\"bench\",\"role\":\"admin\"}", "Cookie", session,
                "X-XSRF-TOKEN", session.replaceAll(".*XSRF-TOKEN=([^;]*).*", "$1"));
        token = field(made.body(), "token").get(0);
    }

    private static String cookies(HttpResponse<String> answer) {
        var cookies = new ArrayList<String>();
        answer.headers().allValues("set-cookie").forEach(cookie -> cookies.add(cookie.split(";")[0]));
        return String.join("; ", cookies);
    }

    private HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Submits a comment and approves it; the nanoseconds at which the decision was sent. */
    long publishes(String thread, String body, int number) throws IOException, InterruptedException {
        var id = field(ask("POST", "/api/v1/sites/demo/comments", "{\"thread\":{\"key\":\"" + thread
                + "\"},\"name\":\"Ayesha\",\"email\":\"publisher@example.org\",\"body\":\"" + body + " " + number + "\"}").body(),
                "id").get(0);
        var at = System.nanoTime();
        var decided = ask("POST", "/api/v1/moderation/decisions", "{\"decisions\":[{\"id\":\"" + id
                + "\",\"version\":1,\"to\":\"approved\"}]}", "Authorization", "Bearer " + token);
        if (!decided.body().contains("applied")) {
            throw new IOException("not approved: " + decided.body());
        }
        return at;
    }

    private static List<String> field(String json, String name) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Finds so many comments to decide on, before the load comes. */
    void gather(int many) throws IOException, InterruptedException {
        var cursor = "";
        while (waiting.size() < many) {
            var page = ask("GET", "/api/v1/moderation/comments?status=pending&sort=newest&limit=100" + cursor, "",
                    "Authorization", "Bearer " + token).body();
            var ids = Pattern.compile("\\{\"id\":\"([^\"]*)\",\"site\"").matcher(page);
            var before = waiting.size();
            while (ids.find()) {
                waiting.add(ids.group(1));
            }
            var next = Pattern.compile("\"next\":\"([^\"]*)\"").matcher(page);
            if (!next.find() || waiting.size() == before) {
                break;
            }
            cursor = "&cursor=" + next.group(1);
        }
    }

    private String head(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
    }

    int queue(Plain plain) throws IOException {
        return plain.status(head("GET", "/api/v1/moderation/comments?status=pending&limit=25",
                "Authorization: Bearer " + token + "\r\n"));
    }

    int decision(Plain plain) throws IOException {
        var body = "{\"decisions\":[{\"id\":\"" + waiting.poll() + "\",\"version\":1,\"to\":\"rejected\"}]}";
        return plain.status(head("POST", "/api/v1/moderation/decisions", "Authorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n") + body);
    }

    int read(Plain plain) throws IOException {
        return plain.status(head("GET", "/api/v1/sites/demo/comments?thread=moitt-it-milestones-2024", ""));
    }

    int ready(Plain plain) throws IOException {
        return plain.status(head("GET", "/readyz", ""));
    }
}
