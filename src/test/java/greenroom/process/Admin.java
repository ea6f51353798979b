package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The admin, signed in to one service by its session. */
public final class Admin {
    private final ServiceProcess service;
    private final Map<String, String> cookies = new TreeMap<>();

    private Admin(ServiceProcess service) {
        this.service = service;
    }

    public static Admin signedIn(ServiceProcess service) {
        var admin = new Admin(service);
        admin.keepCookies(service.get("/api/v1/session"));
        var answer = admin.post(
                "/api/v1/session", "{\"username\":\"admin\",\"password\":\"" + ServiceProcess.PASSWORD + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return admin;
    }

    void approves(JsonNode comment) {
        var answer = post(
                "/api/v1/moderation/decisions",
                "{\"decisions\":[{\"id\":\"%s\",\"version\":1,\"to\":\"approved\"}]}"
                        .formatted(comment.path("id").asString()));
        assertThat(ServiceProcess.json(answer)
                        .path("results")
                        .path(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("applied");
    }

    public HttpResponse<byte[]> post(String path, String body) {
        var answer =
                service.post(path, body, "Cookie", header(), "X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", ""));
        keepCookies(answer);
        return answer;
    }

    private String header() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keepCookies(HttpResponse<byte[]> answer) {
        answer.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0].split("=", 2))
                .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
    }
}
