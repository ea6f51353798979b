package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.Status;
import greenroom.service.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CountTests extends WindowTest {
    private final String thread = newThread();

    private JsonNode counts(List<String> threads) {
        return Reader.body(http.get()
                        .uri(builder -> builder.path("/api/v1/sites/demo/counts")
                                .queryParam("thread", "{thread}")
                                .replaceQueryParam("thread", places(threads.size()))
                                .build(threads.toArray()))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("counts");
    }

    private static Object[] places(int number) {
        return IntStream.range(0, number).mapToObj(i -> "{t" + i + "}").toArray();
    }

    @Test
    void countWhatIsPublicRepliesIncluded() {
        var top = shelf.puts(aComment(thread));
        shelf.puts(aComment(thread).under(top));
        shelf.puts(aComment(thread).being(Status.PENDING));
        var unwritten = newThread();

        assertThat(counts(List.of(thread, unwritten)).toString())
                .isEqualTo("{\"" + thread + "\":2,\"" + unwritten + "\":0}");
    }

    @Test
    void countAThreadOnceThatIsAskedForTwice() {
        shelf.puts(aComment(thread));

        assertThat(counts(List.of(thread, thread)).toString()).isEqualTo("{\"" + thread + "\":1}");
    }

    @Test
    void nameThreadsAsTheyWereAskedFor() {
        var stored = thread + "-\u00e9 / \"ایک\"";
        shelf.puts(aComment(stored));
        var typed = " " + stored.replace("\u00e9", "e\u0301");

        var counts = counts(List.of(typed, stored));

        assertThat(counts.path(typed).asInt()).isEqualTo(1);
        assertThat(counts.path(stored).asInt()).isEqualTo(1);
    }

    @Test
    void followDecisions() {
        var comment = shelf.puts(aComment(thread));
        await().atMost(PATIENCE)
                .until(() -> counts(List.of(thread)).path(thread).asInt() == 1);

        shelf.moves(comment, Status.SPAM);

        await().atMost(PATIENCE)
                .until(() -> counts(List.of(thread)).path(thread).asInt() == 0);
    }

    @Test
    void takeAHundredLongKeysAtOnce() {
        var threads = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            threads.add("%02d".formatted(i) + "ا".repeat(48));
        }
        shelf.puts(aComment(threads.get(99)));

        var counts = counts(threads);

        assertThat(counts.size()).isEqualTo(100);
        assertThat(counts.path(threads.get(99)).asInt()).isEqualTo(1);
        assertThat(counts.path(threads.get(0)).asInt()).isZero();
    }

    @Test
    void refuseNoThreadAndMoreThanAHundred() {
        assertThat(raw.get("/api/v1/sites/demo/counts").status()).isEqualTo(400);
        assertThat(raw.get("/api/v1/sites/demo/counts?thread=").status()).isEqualTo(400);
        assertThat(raw.get("/api/v1/sites/demo/counts?thread=a&thread=%00").status())
                .isEqualTo(400);
        var tooMany = raw.get("/api/v1/sites/demo/counts?thread=a" + "&thread=a".repeat(100));
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.text()).contains("urn:greenroom:problem:bad-parameter");
        assertThat(raw.get("/api/v1/sites/demo/counts?thread=a" + "&thread=a".repeat(99))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void areOfASiteThatThereIs() {
        var answer = raw.get("/api/v1/sites/nobody/counts?thread=a");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("urn:greenroom:problem:unknown-site");
    }

    @Test
    void areForTheSitesOwnPages() {
        var target = "/api/v1/sites/demo/counts?thread=" + thread;

        var own = raw.get(target, "Origin: https://news.example");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo("https://news.example");
        assertThat(own.header("Vary")).isEqualTo("Origin, Accept-Encoding");
        assertThat(own.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(raw.get(target, "If-None-Match: " + own.header("ETag")).status())
                .isEqualTo(304);
        assertThat(raw.get(target, "Origin: https://elsewhere.example").status())
                .isEqualTo(403);
    }
}
