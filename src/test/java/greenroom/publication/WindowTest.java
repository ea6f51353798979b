package greenroom.publication;

import static org.awaitility.Awaitility.await;

import greenroom.comment.PublishedCounts;
import greenroom.publication.Shelf.Draft;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A running service, a shelf to put comments on, and readers in front of the window. */
abstract class WindowTest extends RunningService {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private PublishedCounts counts;

    Shelf shelf;
    RawHttp raw;

    @BeforeEach
    void openTheWindow() {
        shelf = new Shelf(database, counts);
        raw = new RawHttp(port);
    }

    static Draft aComment(String thread) {
        return Draft.in(thread);
    }

    ResponseSpec asks(String thread, String more) {
        return http.get()
                .uri("/api/v1/sites/demo/comments?thread={thread}" + more, thread)
                .exchange();
    }

    JsonNode page(String thread, String more) {
        return Reader.body(asks(thread, more).expectStatus().isOk());
    }

    /** The page once everybody has heard of what was announced. */
    JsonNode pageShowing(String thread, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> page(thread, ""),
                        page -> page.path("thread").path("count").asInt() == count);
    }

    static List<String> ids(JsonNode comments) {
        return StreamSupport.stream(comments.spliterator(), false)
                .map(comment -> comment.path("id").asString())
                .toList();
    }

    static List<String> bodies(JsonNode comments) {
        return StreamSupport.stream(comments.spliterator(), false)
                .map(comment -> comment.path("html").asString())
                .toList();
    }
}
