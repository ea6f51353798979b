package greenroom.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Posts of clients who do not give up soon. */
final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final Ledger ledger;

    Calls(URI service, Ledger ledger) {
        this.service = service;
        this.ledger = ledger;
    }

    /**
     * Sends the same until its answer is one that settles it, for a minute; empty if none came. It comes back after 100 to
     * 300 ms whatever {@code Retry-After} says, so that a pause in the service is measured and not one in its clients.
     */
    Optional<HttpResponse<String>> untilSettled(
            String path, String body, Predicate<HttpResponse<String>> settles, String... headers) {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(body))
                .build();
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                var answer = sent(request);
                if (answer.filter(settles).isPresent()) {
                    return answer;
                }
                ledger.refused(answer.map(Calls::kind).orElse("broken"));
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(100, 300));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Optional<HttpResponse<String>> sent(HttpRequest request) throws InterruptedException {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String kind(HttpResponse<String> answer) {
        var body = answer.body();
        var slug = body.indexOf("urn:greenroom:problem:");
        return answer.statusCode() + (slug < 0 ? "" : " " + body.substring(slug + 22, body.indexOf('"', slug)));
    }
}
