package greenroom.operation;

import greenroom.service.RunningService;
import java.util.Objects;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The running service, seen from actuator's port. */
class Operated extends RunningService {
    @LocalManagementPort
    private int managementPort;

    WebTestClient actuator() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 23))
                .build();
    }

    Scrape scrape() {
        var text = actuator()
                .get()
                .uri("/actuator/prometheus")
                .header(HttpHeaders.ACCEPT, "text/plain")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return new Scrape(Objects.requireNonNull(text));
    }
}
