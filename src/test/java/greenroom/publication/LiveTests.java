package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.Status;
import greenroom.service.EventReader;
import greenroom.service.Reader;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Readers hear what comes and goes below the article they look at. */
class LiveTests extends WindowTest {
    private static final String EVENTS = "/api/v1/sites/{site}/events?thread={thread}";

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private LiveThreads threads;

    private final String thread = newThread();

    private EventReader watching(String key) {
        return EventReader.at(http, EVENTS, "demo", key);
    }

    private ResponseSpec tries(String site, String key) {
        return http.get().uri(EVENTS, site, key).exchange();
    }

    @Test
    void anApprovalIsToldAsThePageShowsIt() {
        var comment = shelf.puts(
                aComment(thread).inLanguage("ur").saying("بہت خوب\n\nsecond").being(Status.PENDING));
        try (var stream = watching(thread)) {
            shelf.moves(comment, Status.APPROVED);

            var told = stream.hears("published");
            assertThat(told).isEqualTo(pageShowing(thread, 1).path("comments").path(0));
        }
    }

    @Test
    void whatIsPublicAlreadyIsNotTold() {
        shelf.puts(aComment(thread).saying("before"));
        try (var stream = watching(thread)) {
            shelf.puts(aComment(thread).saying("after"));

            assertThat(stream.hears("published").path("html").asString()).contains("after");
        }
    }

    @Test
    void aRemovalIsToldByTheIdAlone() {
        var comment = shelf.puts(aComment(thread));
        try (var stream = watching(thread)) {
            shelf.moves(comment, Status.SPAM);

            assertThat(stream.hears("removed").toString()).isEqualTo("{\"id\":\"" + comment + "\"}");
        }
    }

    @Test
    void aHiddenParentTakesItsRepliesAlongWithoutAWordOfThem() {
        var parent = shelf.puts(aComment(thread));
        var reply = shelf.puts(aComment(thread).under(parent));
        shelf.puts(aComment(thread).under(reply));
        try (var stream = watching(thread)) {
            shelf.moves(parent, Status.REJECTED);
            assertThat(stream.hears("removed").path("id").asString()).isEqualTo(parent.toString());

            shelf.moves(parent, Status.APPROVED);
            var back = stream.hears("published");
            assertThat(back.path("id").asString()).isEqualTo(parent.toString());
            assertThat(back.path("replies").path(0).path("replies").size()).isEqualTo(1);
            assertThat(back).isEqualTo(pageShowing(thread, 3).path("comments").path(0));
        }
    }

    @Test
    void aReplyIsToldWithTheIdOfWhatItAnswers() {
        var parent = shelf.puts(aComment(thread));
        try (var stream = watching(thread)) {
            shelf.puts(aComment(thread).under(parent));

            assertThat(stream.hears("published").path("parent").asString()).isEqualTo(parent.toString());
        }
    }

    @Test
    void anEditOfAPublicCommentIsToldAsPublishedAgain() {
        var comment = shelf.puts(aComment(thread));
        try (var stream = watching(thread)) {
            shelf.runs("UPDATE comment SET body = 'Said better.', version = version + 1 WHERE id = '" + comment + "'");
            shelf.announces(thread);

            var told = stream.hears("published");
            assertThat(told.path("id").asString()).isEqualTo(comment.toString());
            assertThat(told.path("html").asString()).contains("Said better.");
        }
    }

    @Test
    void everybodyWhoWatchesHearsAndNobodyElse() {
        var other = newThread();
        var streams = IntStream.range(0, 20).mapToObj(i -> watching(thread)).toList();
        try (var elsewhere = watching(other)) {
            shelf.puts(aComment(thread));
            streams.forEach(stream -> stream.hears("published"));

            shelf.puts(aComment(other).saying("elsewhere"));
            assertThat(elsewhere.hears("published").path("html").asString()).contains("elsewhere");
        } finally {
            streams.forEach(EventReader::close);
        }
    }

    @Test
    void whatHappenedUnheardIsToldOnceAnnouncementsAreHeardAgain() {
        try (var stream = watching(thread)) {
            shelf.putsSilently(aComment(thread).saying("unheard"));
            assertThat(stream.pending()).isNull();

            shelf.runs("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%' OR query LIKE 'NOTIFY greenroom%'
                    """);

            assertThat(stream.hears("published").path("html").asString()).contains("unheard");
        }
    }

    @Test
    void tooMuchAtOnceEndsTheStreamInsteadSoThatItsReaderReadsAnew() throws InterruptedException {
        try (var stream = watching(thread)) {
            IntStream.range(0, 129).forEach(i -> shelf.putsSilently(aComment(thread)));
            shelf.announces(thread);

            stream.awaitsItsEnd();
        }
        try (var stream = watching(thread)) {
            shelf.puts(aComment(thread).saying("once more"));
            assertThat(stream.hears("published").path("html").asString()).contains("once more");
        }
    }

    @Test
    void nothingIsKeptOfAReaderWhoLeft() {
        var stream = watching(thread);
        assertThat(open()).isPositive();
        assertThat(threads.watched()).isPositive();
        stream.close();

        await().atMost(PATIENCE).until(() -> open() == 0 && threads.watched() == 0);
    }

    private double open() {
        return meters.get("greenroom.streams.open").gauge().value();
    }

    @Test
    void aLineBreakInANameSplitsNothing() {
        try (var stream = watching(thread)) {
            shelf.puts(aComment(thread).named("a\r\n\ndata: b\u2028c").saying("x\n\ndata: y\n\nevent: z"));

            var told = stream.hears("published");
            assertThat(told.path("name").asString()).isEqualTo("a\r\n\ndata: b\u2028c");
        }
    }

    @Test
    void headIsAnsweredAtOnce() {
        var answer = http.method(HttpMethod.HEAD).uri(EVENTS, "demo", thread).exchange();
        answer.expectStatus().isOk().expectHeader().contentType("text/event-stream;charset=UTF-8");
        answer.expectHeader().valueEquals("X-Accel-Buffering", "no");
    }

    @Test
    void itsHeadersKeepProxiesFromKeepingIt() {
        try (var stream = watching(thread)) {
            assertThat(stream.headers().getCacheControl()).isEqualTo("no-store");
            assertThat(stream.headers().getFirst("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.headers().getFirst("Content-Encoding")).isNull();
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(Reader.problem(tries("nowhere", thread), 404)).isEqualTo("unknown-site");
        assertThat(Reader.problem(
                        unchecked().get().uri("/api/v1/sites/demo/events").exchange(), 400))
                .isEqualTo("bad-parameter");
        assertThat(Reader.problem(tries("demo", " "), 400)).isEqualTo("bad-parameter");
        assertThat(Reader.problem(tries("demo", "x".repeat(201)), 400)).isEqualTo("bad-parameter");
        assertThat(Reader.problem(
                        http.get()
                                .uri(EVENTS, "demo", thread)
                                .accept(MediaType.APPLICATION_JSON)
                                .exchange(),
                        406))
                .isEqualTo("not-acceptable");
    }

    @Test
    void onlyTheSitesOwnPagesMayListen() {
        for (var origin : new String[] {"https://evil.example", "null", "https://news.example.evil.example"}) {
            var refused = http.get()
                    .uri(EVENTS, "demo", thread)
                    .header("Origin", origin)
                    .exchange();
            assertThat(Reader.problem(refused, 403)).isEqualTo("origin-not-allowed");
        }
        var own = http.mutate().defaultHeader("Origin", ORIGIN).build();
        try (var stream = EventReader.at(own, EVENTS, "demo", thread)) {
            assertThat(stream.headers().getAccessControlAllowOrigin()).isEqualTo(ORIGIN);
        }
    }
}
