package greenroom.journey;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser;
import greenroom.web.PrivatePaths;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** Every answer of the table, as it is and with what browsers and proxies add. */
class HeaderCrawlTests extends HeaderTable {
    private static final List<String> OF_THE_MOMENT =
            List.of("date", "x-request-id", "content-length", "transfer-encoding", "connection");

    private EntityExchangeResult<byte[]> ask(Row row, Map<String, String> more) {
        var client = more.containsKey("X-Forwarded-Proto") ? uncheckedFrom(PROXY) : unchecked();
        var request = client.method(row.method())
                .uri(URI.create("http://127.0.0.1:" + port + row.target()))
                .headers(headers -> {
                    headers.addAll(row.headers());
                    more.forEach(headers::set);
                });
        var answer = row.body() == null
                ? request.exchange()
                : request.bodyValue(row.body()).exchange();
        return answer.expectBody().returnResult();
    }

    private static Map<String, String> told(EntityExchangeResult<byte[]> answer) {
        var told = new TreeMap<String, String>();
        answer.getResponseHeaders()
                .forEach((name, values) -> told.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return told;
    }

    private static void compare(SoftAssertions all, String what, Row row, Map<String, String> told) {
        var kept = new TreeMap<>(told);
        kept.keySet().removeAll(OF_THE_MOMENT);
        var wanted = new TreeMap<String, String>();
        row.expected().headers().forEach((name, value) -> wanted.put(name, asTold(value, kept.get(name))));
        all.assertThat(kept).as(what).isEqualTo(wanted);
        all.assertThat(told).as(what).containsKeys("date", "x-request-id");
    }

    /** What was told, if the pattern allows it; else the pattern. */
    private static String asTold(String value, @Nullable String told) {
        return told != null && value.startsWith("~") && told.matches(value.substring(1)) ? told : value;
    }

    @Test
    void everyKindOfAnswerHasTheHeadersOfTheTable() {
        var all = new SoftAssertions();
        rows.forEach((what, row) -> {
            var answer = ask(row, Map.of());
            all.assertThat(answer.getStatus().value()).as(what).isEqualTo(row.status());
            compare(all, what, row, told(answer));
        });
        all.assertAll();
    }

    @Test
    void overHttpsEachOfThemAsksForHttpsFromNowOn() {
        var all = new SoftAssertions();
        rows.forEach((what, row) -> {
            row.expected().with("strict-transport-security", "max-age=31536000; includeSubDomains");
            compare(all, what, row, told(ask(row, Map.of("X-Forwarded-Proto", "https"))));
        });
        all.assertAll();
    }

    @Test
    void aModeratorsCookieChangesNothingOnPublicPaths() {
        var session = Browser.at(port).signIn("admin", PASSWORD);
        var cookies = Map.of("Cookie", "greenroom=" + session.session() + "; XSRF-TOKEN=" + session.csrfToken());
        rows.forEach((what, row) -> {
            if (List.of(HttpMethod.GET, HttpMethod.HEAD).contains(row.method())
                    && !PrivatePaths.contain(row.target())) {
                assertThat(sight(row, cookies)).as(what).isEqualTo(sight(row, Map.of()));
            }
        });
    }

    private Map<String, Object> sight(Row row, Map<String, String> more) {
        var answer = ask(row, more);
        var seen = new TreeMap<String, Object>(told(answer));
        seen.keySet().removeAll(List.of("date", "x-request-id"));
        seen.put("status", answer.getStatus());
        var body = answer.getResponseBody();
        seen.put("body", body == null ? List.of() : Arrays.toString(body));
        return seen;
    }

    @Test
    void setsCookiesSecureOverHttpsAndOnTheDeskOnly() {
        var http = told(
                ask(new Row(HttpMethod.GET, "/api/v1/session", new HttpHeaders(), null, 401, challenge()), Map.of()));
        var https = told(ask(
                new Row(HttpMethod.GET, "/api/v1/session", new HttpHeaders(), null, 401, challenge()),
                Map.of("X-Forwarded-Proto", "https")));

        assertThat(http.get("set-cookie")).matches("XSRF-TOKEN=[A-Za-z0-9_-]{43}; Path=/; SameSite=Strict");
        assertThat(https.get("set-cookie")).matches("XSRF-TOKEN=[A-Za-z0-9_-]{43}; Path=/; Secure; SameSite=Strict");
    }

    @Test
    void guessingIsStoppedWithTheHeadersOfTheDesk() {
        var browser = Browser.at(port).from("203.0.113.99");
        for (int i = 0; i < 10; i++) {
            assertThat(browser.triesToSignIn("nobody-" + i, "wrong").status()).isEqualTo(401);
        }
        browser.get("/api/v1/session");
        var answer = browser.post("/api/v1/session", Browser.object("username", "nobody", "password", "wrong"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After").orElse("")).matches("\\d+");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.header("Content-Security-Policy")).hasValue(Expected.JSON_POLICY);
    }
}
