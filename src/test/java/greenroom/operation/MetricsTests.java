package greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Admin;
import greenroom.service.RawConnection;
import greenroom.service.Submissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Names, labels and units stay as they are written down, and nobody outside can add to them. */
class MetricsTests extends Operated {
    private static final Path DESCRIBED = Path.of("k8s/overlays/observability/metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(greenroom_\\w+)` \\| (\\w+) \\|.*");
    private static final String REQUESTS = "greenroom_requests_seconds_count";
    private static final String THREAD = "route=\"/api/v1/sites/{site}/comments\"";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Test
    void areThoseThatAreWrittenDown() throws IOException {
        reader.submits(Submissions.aSubmission());

        var described = Files.readAllLines(DESCRIBED).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && !row.group().contains("with Redis"))
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(scrape().ourFamilies()).isEqualTo(described);
    }

    @Test
    void areInPrometheusOwnWords(@TempDir Path folder) throws IOException, InterruptedException {
        var text = Files.writeString(folder.resolve("scrape.txt"), scrape().text());

        assertThat(Promtool.findsNoFault(text.toFile(), "check", "metrics")).isEmpty();
    }

    @Test
    void countEachRouteByItself() {
        var thread = newThread();
        var before = scrape();
        var comment = reader.submits(Submissions.aSubmission().to(thread));
        Admin.signedIn(port, http).approves(comment.id());
        for (int i = 0; i < 3; i++) {
            reader.reads(thread);
        }
        var after = scrape();

        assertThat(more(before, after, THREAD, "method=\"POST\"", "status=\"2xx\""))
                .isEqualTo(1);
        assertThat(more(before, after, THREAD, "method=\"GET\"", "status=\"2xx\""))
                .as("read from the store, and ready")
                .isEqualTo(3);
        assertThat(more(before, after, "route=\"/api/v1/moderation/decisions\"", "status=\"2xx\""))
                .isEqualTo(1);
        assertThat(after.sum("greenroom_decision_wait_seconds_count")
                        - before.sum("greenroom_decision_wait_seconds_count"))
                .isEqualTo(1);
    }

    private static double more(Scrape before, Scrape after, String... labels) {
        return after.sum(REQUESTS, labels) - before.sum(REQUESTS, labels);
    }

    /** Else nobody would see the first: a rate is made of two values. */
    @Test
    void countFaultsFromNought() {
        reader.reads(newThread());

        assertThat(scrape().text())
                .containsPattern("(?m)^" + REQUESTS + "\\{.*" + Pattern.quote(THREAD) + ".*5xx.*} 0$");
    }

    /** CVE-2023-34053, -34054, -34055: what a client invents must not stay in memory. */
    @Test
    void strangersAddNoTimeSeries() {
        strange(0);
        var before = series();
        for (int i = 1; i <= 20; i++) {
            strange(i);
        }

        assertThat(series()).isEqualTo(before);
    }

    /** The JVM's own come and go with its garbage collections. */
    private Set<String> series() {
        return scrape().series().stream()
                .filter(name -> !name.startsWith("jvm_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void strange(int number) {
        var service = unchecked();
        ask(service, HttpMethod.valueOf("FROB" + number), "/");
        ask(service, HttpMethod.valueOf("FROB" + number), "/no/" + number);
        ask(service, HttpMethod.GET, "/strange/" + number);
        ask(service, HttpMethod.GET, "/moderate/strange-" + number);
        ask(service, HttpMethod.GET, "/api/v1/sites/strange-" + number + "/comments?thread=a");
        ask(service, HttpMethod.POST, "/api/v1/sites/strange-" + number + "/comments");
        ask(service, HttpMethod.OPTIONS, "/api/v1/sites/strange-" + number + "/comments");
        ask(headed(service, HttpHeaders.HOST, "host-" + number + ".example"), HttpMethod.GET, "/");
        ask(headed(service, HttpHeaders.USER_AGENT, "agent " + number), HttpMethod.GET, "/");
        ask(actuator(), HttpMethod.GET, "/actuator/strange-" + number);
        ask(actuator(), HttpMethod.GET, "/actuator/health/strange-" + number);
    }

    private static WebTestClient headed(WebTestClient client, String header, String value) {
        return client.mutate().defaultHeader(header, value).build();
    }

    private static void ask(WebTestClient client, HttpMethod method, String path) {
        client.method(method).uri(path).exchange().expectBody().returnResult();
    }

    @Test
    void theirLabelsAreClosedLists() {
        strange(0);
        var found = scrape();

        assertThat(found.values(REQUESTS, "route")).isSubsetOf(ourRoutes());
        assertThat(found.values(REQUESTS, "method"))
                .isSubsetOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other");
        assertThat(found.values(REQUESTS, "status")).isSubsetOf("gone", "1xx", "2xx", "3xx", "4xx", "5xx");
    }

    private Set<String> ourRoutes() {
        var ours = new TreeSet<>(Set.of("other", "/actuator", "/livez", "/readyz"));
        routes.getHandlerMethods()
                .keySet()
                .forEach(route -> route.getPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> ours.add(pattern.getPatternString())));
        return ours;
    }

    @Test
    void countWhatCouldNotEvenBeRead() throws IOException {
        var before = scrape();
        try (var connection = new RawConnection(port)) {
            connection.send("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 400");
        }

        assertThat(more(before, scrape(), "route=\"other\"", "status=\"4xx\"")).isEqualTo(1);
    }
}
