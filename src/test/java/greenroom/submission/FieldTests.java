package greenroom.submission;

import static greenroom.service.Reader.errors;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each field may be, and what is said of it when it is not. */
class FieldTests extends RunningService {
    private static final String NUL = "a\u0000b";
    private static final String URDU = "ے";
    private static final String EMOJI = "👩";

    /** A local part as long as can be, and a domain that makes the whole as long as it says. */
    private static String email(int length) {
        var domain = (("d".repeat(60) + ".").repeat(3) + "example.org");
        return "l".repeat(length - 1 - domain.length()) + "@" + domain;
    }

    private static Map<String, @Nullable Object> thread(@Nullable String key, String... more) {
        var thread = new HashMap<String, @Nullable Object>();
        thread.put("key", key);
        for (int i = 0; i < more.length; i += 2) {
            thread.put(more[i], more[i + 1]);
        }
        return thread;
    }

    static List<Arguments> wrong() {
        return List.of(
                Arguments.of("name", null, "/name name-required"),
                Arguments.of("name", "", "/name name-required"),
                Arguments.of("name", " \u00A0\t", "/name name-required"),
                Arguments.of("name", "\u200B\u2800\u3164", "/name name-required"),
                Arguments.of("name", "\u0001\u202E", "/name name-required"),
                Arguments.of("name", "\n", "/name name-required"),
                Arguments.of("name", "n".repeat(101), "/name name-too-long"),
                Arguments.of("name", EMOJI.repeat(101), "/name name-too-long"),
                Arguments.of("name", "Ay\nesha", "/name name-invalid"),
                Arguments.of("name", "Ay\r\nesha", "/name name-invalid"),
                Arguments.of("name", "Ay\u2028esha", "/name name-invalid"),
                Arguments.of("name", "Ay\u2029esha", "/name name-invalid"),
                Arguments.of("name", NUL, "/name name-invalid"),
                Arguments.of("name", "\uD83D", "/name name-invalid"),
                Arguments.of("email", null, "/email email-required"),
                Arguments.of("email", "", "/email email-required"),
                Arguments.of("email", " \u200B ", "/email email-required"),
                Arguments.of("email", "ayesha", "/email email-invalid"),
                Arguments.of("email", "ayesha@localhost", "/email email-invalid"),
                Arguments.of("email", "ayesha@intranet", "/email email-invalid"),
                Arguments.of("email", "ayesha@example.org\nb@example.org", "/email email-invalid"),
                Arguments.of("email", "a b@example.org", "/email email-invalid"),
                Arguments.of("email", "ayesha@example..org", "/email email-invalid"),
                Arguments.of("email", "ayesha\u0000@example.org", "/email email-invalid"),
                Arguments.of("email", "ayesha\uDC00@example.org", "/email email-invalid"),
                Arguments.of("email", "a".repeat(243) + "@example.org", "/email email-too-long"),
                Arguments.of("body", null, "/body body-required"),
                Arguments.of("body", "", "/body body-required"),
                Arguments.of("body", " \n\t\u2800", "/body body-required"),
                Arguments.of("body", "\u200B\u200B", "/body body-required"),
                Arguments.of("body", "a", "/body body-too-short"),
                Arguments.of("body", "  a  ", "/body body-too-short"),
                Arguments.of("body", EMOJI, "/body body-too-short"),
                Arguments.of("body", "e\u0301", "/body body-too-short"),
                Arguments.of("body", "a\u0001\u202E", "/body body-too-short"),
                Arguments.of("body", "b".repeat(10_001), "/body body-too-long"),
                Arguments.of("body", URDU.repeat(10_001), "/body body-too-long"),
                Arguments.of("body", NUL, "/body body-invalid"),
                Arguments.of("body", "ab\uD800", "/body body-invalid"),
                Arguments.of("thread", null, "/thread/key thread-required"),
                Arguments.of("thread", Map.of(), "/thread/key thread-required"),
                Arguments.of("thread", thread(null), "/thread/key thread-required"),
                Arguments.of("thread", thread(""), "/thread/key thread-required"),
                Arguments.of("thread", thread(" \u200B "), "/thread/key thread-required"),
                Arguments.of("thread", thread("k".repeat(201)), "/thread/key thread-invalid"),
                Arguments.of("thread", thread("a\nb"), "/thread/key thread-invalid"),
                Arguments.of("thread", thread(NUL), "/thread/key thread-invalid"),
                Arguments.of("thread", thread("\uD800"), "/thread/key thread-invalid"),
                Arguments.of("thread", thread("k", "title", "t".repeat(301)), "/thread/title title-too-long"),
                Arguments.of("thread", thread("k", "title", NUL), "/thread/title title-invalid"),
                Arguments.of("thread", thread("k", "title", "\uDC00"), "/thread/title title-invalid"),
                Arguments.of("thread", thread("k", "url", "ftp://news.example/"), "/thread/url url-invalid"),
                Arguments.of("thread", thread("k", "url", "/article"), "/thread/url url-invalid"),
                Arguments.of("thread", thread("k", "url", "https://other.example/"), "/thread/url url-invalid"),
                Arguments.of("thread", thread("k", "url", "javascript:alert(1)"), "/thread/url url-invalid"),
                Arguments.of("thread", thread("k", "url", "https://news.example/\u0000"), "/thread/url url-invalid"),
                Arguments.of("locale", "not a language", "/locale locale-invalid"),
                Arguments.of("locale", "ur_PK", "/locale locale-invalid"),
                Arguments.of("locale", "u\u0000r", "/locale locale-invalid"),
                Arguments.of("locale", "a".repeat(60), "/locale locale-invalid"),
                Arguments.of("parent", "", "/parent parent-unknown"),
                Arguments.of("parent", "none", "/parent parent-unknown"),
                Arguments.of("parent", "1-1-1-1-1", "/parent parent-unknown"),
                Arguments.of("parent", "01936f6e-8a4b-7c3d-9e2f-0123456789ab", "/parent parent-unknown"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefusedForOneField(String field, @Nullable Object value, String error) {
        assertThat(errors(reader.tries(aSubmission().with(field, value)))).containsExactly(error);
    }

    @Test
    void isRefusedForAllFieldsAtOnce() {
        var submission = aSubmission()
                .with("thread", thread(" ", "url", "nowhere", "title", "t".repeat(301)))
                .named("")
                .from("nobody")
                .saying("x")
                .answering("nothing")
                .with("locale", "?");

        assertThat(errors(reader.tries(submission)))
                .containsExactlyInAnyOrder(
                        "/thread/key thread-required",
                        "/thread/url url-invalid",
                        "/thread/title title-too-long",
                        "/name name-required",
                        "/email email-invalid",
                        "/body body-too-short",
                        "/parent parent-unknown",
                        "/locale locale-invalid");
    }

    @Test
    void isRefusedForAllThatIsMissing() {
        var empty =
                aSubmission().without("thread").without("name").without("email").without("body");

        assertThat(errors(reader.tries(empty)))
                .containsExactlyInAnyOrder(
                        "/thread/key thread-required",
                        "/name name-required",
                        "/email email-required",
                        "/body body-required");
    }

    @Test
    void storesNothingThatIsRefused() {
        var thread = newThread();

        reader.tries(aSubmission().to(thread).saying("x")).expectStatus().isEqualTo(422);

        assertThat(store.number("SELECT count(*) FROM thread WHERE key = ?", thread))
                .isZero();
    }

    static List<Arguments> right() {
        return List.of(
                Arguments.of("name", "x"),
                Arguments.of("name", "n".repeat(100)),
                Arguments.of("name", EMOJI.repeat(100)),
                Arguments.of("name", "e\u0301".repeat(100)),
                Arguments.of("name", "\n n \r\n"),
                Arguments.of("email", email(254)),
                Arguments.of("email", " ayesha@example.org\u200B"),
                Arguments.of("email", "ayesha+news@bücher.example.com"),
                Arguments.of("body", "ab"),
                Arguments.of("body", EMOJI.repeat(2)),
                Arguments.of("body", "b".repeat(10_000)),
                Arguments.of("body", URDU.repeat(10_000)),
                Arguments.of("body", EMOJI.repeat(10_000)),
                Arguments.of("body", "e\u0301".repeat(10_000)),
                Arguments.of("thread", thread("k".repeat(200), "title", URDU.repeat(300))),
                Arguments.of("thread", thread(EMOJI.repeat(200))),
                Arguments.of("thread", thread("/2024/05/a;b%20c?d=1&e#f", "title", "")),
                Arguments.of("thread", thread("k", "url", "https://news.example")),
                Arguments.of("thread", thread("k", "url", "HTTPS://NEWS.EXAMPLE:443/a//b?c=d&e=%D9%88#f")),
                Arguments.of("thread", thread("k", "url", "https://news.example/ہے")),
                Arguments.of("thread", thread("k", "url", " ")),
                Arguments.of("locale", "ur"),
                Arguments.of("locale", "zh-Hant-TW"),
                Arguments.of("locale", ""),
                Arguments.of("locale", null),
                Arguments.of("parent", null),
                Arguments.of("proof", "whatever it is"),
                Arguments.of("notifyReplies", null),
                Arguments.of("website", null));
    }

    @ParameterizedTest
    @MethodSource("right")
    void isTakenAtItsBounds(String field, @Nullable Object value) {
        reader.submits(aSubmission().with(field, value));
    }

    @Test
    void isMeasuredByItsOwnSite() {
        var site = newSite("""
                {"nameMax": 3, "emailMax": 20, "bodyMin": 5, "bodyMax": 10, "titleMax": 4, "threadKeyMax": 6}
                """);
        var there = new Reader(http, site);
        var right = aSubmission()
                .named("Ali")
                .from("twentylong@mail.com1".replace("1", ""))
                .saying("0123456789")
                .with("thread", thread("sixsix", "title", "four"));

        there.submits(right);

        assertThat(errors(there.tries(right.named("Alia")
                        .from("twenty-one-x@mail.com")
                        .saying("01234567890")
                        .with("thread", thread("sevenss", "title", "fours")))))
                .containsExactlyInAnyOrder(
                        "/name name-too-long",
                        "/email email-too-long",
                        "/body body-too-long",
                        "/thread/key thread-invalid",
                        "/thread/title title-too-long");
        assertThat(errors(there.tries(right.named("Ali")
                        .from("short@mail.com")
                        .saying("0123")
                        .with("thread", thread("sixsix", "title", "four")))))
                .containsExactly("/body body-too-short");
    }

    @Test
    void ignoresFieldsThatNobodyKnows() {
        var submission = aSubmission();
        List.of("id", "status", "version", "score", "signals", "author", "role", "submittedAt", "decidedBy", "depth")
                .forEach(field -> submission.with(field, "approved"));
        submission.with("thread", thread(newThread(), "open", "false", "named", "true", "id", "1"));

        var comment = reader.submits(submission);

        assertThat(comment.answer().path("status").asString()).isEqualTo("pending");
        assertThat(comment.id()).isNotEqualTo("approved");
        assertThat(store.text(
                        "SELECT status || version || score || signals::text FROM comment WHERE id = ?::uuid",
                        comment.id()))
                .isEqualTo("pending10[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR 1=1 --", "$1", "\\", "%_", "\"; DROP TABLE comment; --", "${7*7}", "#{7*7}", "%s%n"})
    void takesAnyTextAsText(String text) {
        var comment =
                reader.submits(aSubmission().named(text).saying(text + text).to(newThread() + text));

        assertThat(comment.answer().path("name").asString()).isEqualTo(text);
        assertThat(store.text("SELECT body FROM comment WHERE id = ?::uuid", comment.id()))
                .isEqualTo(text + text);
    }

    @Test
    void saysThatThereIsNoSuchSite() {
        var nowhere = new Reader(http, "nowhere");

        assertThat(Reader.problem(nowhere.tries(aSubmission()), 404)).isEqualTo("unknown-site");
    }

    @Test
    void keepsWhatIsNotPublicOfTheThreadBesideTheComment() {
        var thread = newThread();
        var comment = reader.submits(aSubmission()
                .with("thread", thread(thread, "url", "HTTPS://News.Example:443", "title", " A\r\ntitle ")));

        assertThat(store.text("SELECT url || ' ' || title FROM comment WHERE id = ?::uuid", comment.id()))
                .isEqualTo("https://news.example/ A title");
        assertThat(store.text("SELECT url FROM thread WHERE key = ?", thread)).isNull();
    }

    @Test
    void keepsTheLanguageInItsOneForm() {
        var comment = reader.submits(aSubmission().with("locale", "UR-pk"));

        assertThat(store.text("SELECT locale FROM comment WHERE id = ?::uuid", comment.id()))
                .isEqualTo("ur-PK");
    }

    @Test
    void givesTheCopyThatItAnswered() {
        for (String raw : List.of(
                "  Wohl\u0308 gesagt.\r\nWirklich\u0001! ", "ہاں\u202E، ٹھیک\u200C ہے", "👩‍❤️‍👨 \u2066x\u2069")) {
            var comment = reader.submits(
                    Submissions.aSubmission().named(raw.replaceAll("\\s+", " ")).saying(raw));

            var copy = Reader.body(reader.triesToLookAt(comment).expectStatus().isOk());

            for (String field : List.of("id", "status", "name", "body", "html", "submittedAt", "editableUntil")) {
                assertThat(copy.path(field)).isEqualTo(comment.answer().path(field));
            }
            assertThat(store.text("SELECT body FROM comment WHERE id = ?::uuid", comment.id()))
                    .isEqualTo(copy.path("body").asString());
            assertThat(store.text("SELECT name FROM comment WHERE id = ?::uuid", comment.id()))
                    .isEqualTo(copy.path("name").asString());
        }
    }
}
