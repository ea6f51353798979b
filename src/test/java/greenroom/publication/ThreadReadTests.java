package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThreadReadTests extends WindowTest {
    private final String thread = newThread();

    @Test
    void isAnEmptyListWhereNobodyWrote() {
        var page = page(thread, "");

        assertThat(page.toString())
                .isEqualTo(
                        "{\"thread\":{\"key\":\"" + thread
                                + "\",\"title\":null,\"url\":null,\"open\":true,\"count\":0},"
                                + "\"comments\":[],\"next\":null,"
                                + "\"form\":{\"name\":{\"max\":100},\"body\":{\"min\":2,\"max\":10000},\"proof\":false,\"depth\":5}}");
    }

    @Test
    void tellsOfACommentWhatTheContractSays() {
        var before = Instant.now();
        var id = shelf.puts(
                aComment(thread).named("عائشہ").saying("Well *said*.").inLanguage("ur"));

        var comment = page(thread, "").path("comments").path(0);

        assertThat(comment.path("id").asString()).isEqualTo(id.toString());
        assertThat(comment.path("parent").isNull()).isTrue();
        assertThat(comment.path("name").asString()).isEqualTo("عائشہ");
        assertThat(comment.path("byModerator").asBoolean()).isFalse();
        assertThat(comment.path("html").asString()).isEqualTo("<p>Well <em>said</em>.</p>");
        assertThat(comment.path("locale").asString()).isEqualTo("ur");
        assertThat(comment.path("avatar").asString()).matches("/avatars/[0-9a-f]{32}\\.svg");
        assertThat(comment.path("replies").isArray()).isTrue();
        assertThat(Instant.parse(comment.path("publishedAt").asString()))
                .isBetween(before.minusSeconds(1), Instant.now());
        assertThat(comment.path("submittedAt").asString()).matches("[0-9T:-]+(\\.[0-9]{3})?Z");
    }

    @Test
    void marksWhatAModeratorWrote() {
        shelf.puts(aComment(thread).byModerator());

        assertThat(page(thread, "").path("comments").path(0).path("byModerator").asBoolean())
                .isTrue();
    }

    @Test
    void nestsRepliesOldestFirstInEitherOrder() {
        var top = shelf.putsSilently(aComment(thread));
        var later = shelf.putsSilently(aComment(thread));
        var first = shelf.putsSilently(aComment(thread).under(top));
        var second = shelf.putsSilently(aComment(thread).under(top));
        var below = shelf.puts(aComment(thread).under(first));

        var oldest = page(thread, "").path("comments");
        var newest = page(thread, "&sort=newest").path("comments");

        assertThat(ids(oldest)).containsExactly(top.toString(), later.toString());
        assertThat(ids(newest)).containsExactly(later.toString(), top.toString());
        for (JsonNode topmost : List.of(oldest.path(0), newest.path(1))) {
            assertThat(ids(topmost.path("replies"))).containsExactly(first.toString(), second.toString());
            var reply = topmost.path("replies").path(0);
            assertThat(reply.path("parent").asString()).isEqualTo(top.toString());
            assertThat(ids(reply.path("replies"))).containsExactly(below.toString());
        }
        assertThat(page(thread, "").path("thread").path("count").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = Mode.EXCLUDE, names = "APPROVED")
    void hidesWhateverHangsUnderAHiddenComment(Status status) {
        var top = shelf.putsSilently(aComment(thread));
        var hidden = shelf.putsSilently(aComment(thread).under(top).being(status));
        shelf.putsSilently(aComment(thread).under(hidden));
        var hiddenTop = shelf.putsSilently(aComment(thread).being(status));
        var reply = shelf.putsSilently(aComment(thread).under(hiddenTop));
        shelf.puts(aComment(thread).under(reply));

        var page = page(thread, "");

        assertThat(ids(page.path("comments"))).containsExactly(top.toString());
        assertThat(page.path("comments").path(0).path("replies").isEmpty()).isTrue();
        assertThat(page.path("thread").path("count").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oldest", "newest"})
    void pagesThroughEveryCommentOnceInOrder(String sort) {
        var random = new SplittableRandom(42);
        var tops = new ArrayList<String>();
        var replies = new HashMap<String, List<String>>();
        for (int i = 0; i < 23; i++) {
            var top = shelf.putsSilently(aComment(thread));
            tops.add(top.toString());
            for (int reply = random.nextInt(3); reply > 0; reply--) {
                replies.computeIfAbsent(top.toString(), none -> new ArrayList<>())
                        .add(shelf.putsSilently(aComment(thread).under(top)).toString());
            }
        }
        shelf.announces(thread);
        if (sort.equals("newest")) {
            Collections.reverse(tops);
        }

        for (int limit : new int[] {1, 2, 5, 22, 23, 100}) {
            assertThat(allPages(sort, limit, replies)).as("limit %d", limit).isEqualTo(tops);
        }
    }

    private List<String> allPages(String sort, int limit, Map<String, List<String>> replies) {
        var seen = new ArrayList<String>();
        var more = "&sort=" + sort + "&limit=" + limit;
        var cursor = "";
        do {
            var page = page(thread, more + cursor);
            assertThat(page.path("comments").size()).isLessThanOrEqualTo(limit);
            for (JsonNode top : page.path("comments")) {
                var id = top.path("id").asString();
                seen.add(id);
                assertThat(ids(top.path("replies"))).isEqualTo(replies.getOrDefault(id, List.of()));
            }
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return seen;
    }

    @Test
    void keepsItsPlaceBetweenPagesWhileCommentsComeAndGo() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 6; i++) {
            ids.add(shelf.puts(aComment(thread)));
        }
        var first = page(thread, "&limit=2");
        shelf.moves(ids.get(1), Status.REJECTED);
        shelf.puts(aComment(thread));
        pageShowing(thread, 6);

        var second = page(thread, "&limit=2&cursor=" + first.path("next").asString());

        assertThat(ids(second.path("comments")))
                .containsExactly(ids.get(2).toString(), ids.get(3).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2024/05/a;b%20c",
                "../..",
                "a&b=c+d",
                "what?#now",
                "ایک دو تین",
                "🎉 party",
                "100%",
                "{thread}",
                "\"'<>",
                "%2e%2e%2f",
                "C:\\windows"
            })
    void takesAnyTextForAKey(String key) {
        shelf.puts(aComment(key).saying("In " + newThread()));

        var page = page(key, "");

        assertThat(page.path("thread").path("key").asString()).isEqualTo(key);
        assertThat(page.path("comments").size()).isEqualTo(1);
    }

    @Test
    void knowsAKeyInWhateverFormOfUnicodeItComes() {
        var composed = thread + "-\u00e9";
        shelf.puts(aComment(composed));

        var page = page("  " + thread + "-e\u0301\u202e\t", "");

        assertThat(page.path("thread").path("key").asString()).isEqualTo(composed);
        assertThat(page.path("comments").size()).isEqualTo(1);
    }

    @Test
    void takesAKeyOfTwoHundredCharactersAndNotOneMore() {
        assertThat(page("🎉".repeat(200), "").path("comments").isEmpty()).isTrue();
        asks("🎉".repeat(201), "").expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @CsvSource({
        "'', bad-parameter",
        "'?thread=', bad-parameter",
        "'?thread=%20%20', bad-parameter",
        "'?thread=%00', bad-parameter",
        "'?thread=a%0Ab', bad-parameter",
        "'?thread=%E2%80%8B', bad-parameter",
        "'?thread=a&limit=0', bad-parameter",
        "'?thread=a&limit=101', bad-parameter",
        "'?thread=a&limit=-1', bad-parameter",
        "'?thread=a&limit=ten', bad-parameter",
        "'?thread=a&limit=', bad-parameter",
        "'?thread=a&sort=random', bad-parameter",
        "'?thread=a&sort=OLDEST', bad-parameter",
        "'?thread=a&cursor=nonsense', bad-cursor",
        "'?thread=a&cursor=%25%25', bad-cursor",
        "'?thread=a&cursor=Y29tbWVudHMtb2xkZXN0Og', bad-cursor",
        "'?thread=a&thread=b', malformed-request",
        "'?thread=a&limit=1&limit=2', malformed-request"
    })
    void refusesWhatMakesNoSense(String query, String problem) {
        var answer = raw.get("/api/v1/sites/demo/comments" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("urn:greenroom:problem:" + problem);
        assertThat(answer.header("Vary")).isEqualTo("Origin, Accept-Encoding");
    }

    @Test
    void doesNotTakeTheCursorOfTheOtherOrder() {
        shelf.puts(aComment(thread));
        shelf.puts(aComment(thread));
        var next = page(thread, "&limit=1").path("next").asString();

        asks(thread, "&limit=1&sort=newest&cursor=" + next).expectStatus().isBadRequest();
    }

    @Test
    void saysThatThereIsNoSuchSite() {
        http.get()
                .uri("/api/v1/sites/nobody/comments?thread=a")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:greenroom:problem:unknown-site");
    }

    @Test
    void tellsWhenAThreadIsClosed() {
        shelf.puts(aComment(thread));
        shelf.runs("UPDATE thread SET open = false, title = 'A title', url = 'https://news.example/a' WHERE key = '"
                + thread + "'");
        shelf.announces(thread);

        var head = page(thread, "").path("thread");

        assertThat(head.path("open").asBoolean(true)).isFalse();
        assertThat(head.path("title").asString()).isEqualTo("A title");
        assertThat(head.path("url").asString()).isEqualTo("https://news.example/a");
    }

    @Test
    void rendersLongBodiesWhole() {
        var body = "اردو متن ".repeat(1_100).strip();
        shelf.puts(aComment(thread).saying(body));

        assertThat(bodies(page(thread, "").path("comments")).get(0)).contains(body);
    }

    @Test
    void isNoOracleForWhatIsNotPublic() {
        var names = Set.of("pending", "rejected", "spam", "withdrawn");
        for (String status : names) {
            shelf.putsSilently(aComment(thread)
                    .named("The " + status + " one")
                    .being(Status.of(status).orElseThrow()));
        }
        shelf.announces(thread);

        var answer = raw.get("/api/v1/sites/demo/comments?thread=" + thread);
        var unwritten = raw.get("/api/v1/sites/demo/comments?thread=" + newThread());

        assertThat(answer.text()).contains("\"count\":0").contains("\"comments\":[]");
        assertThat(answer.headers().keySet())
                .isEqualTo(new TreeSet<>(unwritten.headers().keySet()));
    }
}
