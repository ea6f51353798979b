package greenroom.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownAttackTests {

    private static final int LONGEST_BODY = 10_000;

    @ParameterizedTest
    @FieldSource("greenroom.comment.HostileBodies#WITHOUT_LINK")
    void leavesNoLinkAndNothingThatRuns(String body) {
        String html = Markdown.toHtml(body);

        SafeSubset.textOf(html);
        assertThat(html).doesNotContain("<a ");
        SafeSubset.textOf(Markdown.parsedToHtml(body));
    }

    @ParameterizedTest
    @FieldSource("greenroom.comment.HostileBodies#WITH_ONE_LINK")
    void aLinkIsNothingButALink(String body) {
        String html = Markdown.toHtml(body);

        SafeSubset.textOf(html);
        assertThat(html).containsOnlyOnce("<a href=");
    }

    /** A stack of 256 KiB, a quarter of the usual one, shows that nothing recurses as deep as a body likes. */
    @ParameterizedTest
    @MethodSource
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsAndStaysBoundedWhateverItIsGiven(String body) throws InterruptedException, ExecutionException {
        FutureTask<String> rendering = new FutureTask<>(() -> Markdown.toHtml(body));
        Thread thread = new Thread(null, rendering, "small stack", 256 * 1024);
        thread.start();
        String html = rendering.get();

        assertThat(html.length()).isLessThanOrEqualTo(Markdown.longest(body));
        SafeSubset.textOf(html);
    }

    static Stream<String> endsAndStaysBoundedWhateverItIsGiven() {
        return Stream.concat(
                Stream.of(
                                ">",
                                "> ",
                                "> - ",
                                ">a\n\n",
                                "*a ",
                                "*a **b ",
                                "a**b",
                                "_a_b",
                                "~a ~~b ",
                                "[",
                                "![",
                                "[a](",
                                "[a][b]",
                                "[x](<",
                                "[](",
                                "`",
                                "`a``b```",
                                "a\n\n",
                                "- a\n",
                                "* - + ",
                                "-\n",
                                "1)\n\n ",
                                "#\n",
                                "a\n=\n",
                                "<a ",
                                "<!--",
                                "<?",
                                "<![CDATA[",
                                "&",
                                "&quot;",
                                "\"",
                                "ا&\n\n",
                                "http://a.b ",
                                "<http://b>",
                                "a://",
                                "\\",
                                "\t",
                                "\uD83D\uDE00*")
                        .map(MarkdownAttackTests::manyTimes),
                Stream.of(
                        "[".repeat(5_000) + "]".repeat(5_000),
                        "*".repeat(5_000) + "a" + "*".repeat(4_999),
                        "*a **b ".repeat(700) + "c** d* ".repeat(700),
                        "![".repeat(2_500) + "a" + "](b)".repeat(1_249),
                        "[x]:" + "\n".repeat(9_996),
                        "[a]: http://" + "x".repeat(5_000) + "\n\n" + "[a]".repeat(1_600),
                        ("a" + " ".repeat(99)).repeat(100),
                        (" ".repeat(50) + "- a\n").repeat(180),
                        growing("`", " "),
                        growing("  ", "- a\n")));
    }

    private static String manyTimes(String part) {
        return part.repeat(LONGEST_BODY / part.length());
    }

    private static String growing(String part, String end) {
        StringBuilder body = new StringBuilder();
        for (int times = 1; body.length() + times * part.length() + end.length() <= LONGEST_BODY; times++) {
            body.append(part.repeat(times)).append(end);
        }
        return body.toString();
    }
}
