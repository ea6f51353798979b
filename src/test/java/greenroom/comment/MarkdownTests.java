package greenroom.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownTests {

    private static final String REL = "\" rel=\"nofollow ugc noopener noreferrer\">";

    @ParameterizedTest
    @MethodSource
    void rendersWhatReadersWrite(String body, String html) {
        assertThat(Markdown.toHtml(body)).isEqualTo(html);
        SafeSubset.textOf(html);
    }

    static Stream<Arguments> rendersWhatReadersWrite() {
        return Stream.of(
                Arguments.of("Well said.", "<p>Well said.</p>"),
                Arguments.of("One.\nTwo.", "<p>One.<br>\nTwo.</p>"),
                Arguments.of("One.  \nTwo.\\\nThree.", "<p>One.<br>\nTwo.<br>\nThree.</p>"),
                Arguments.of("One.\r\nTwo.\r\n\r\nThree.", "<p>One.<br>\nTwo.</p>\n<p>Three.</p>"),
                Arguments.of("One.\n\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
                Arguments.of(
                        "*so* **much** ***more*** ~~less~~",
                        "<p><em>so</em> <strong>much</strong> <em><strong>more</strong></em> <del>less</del></p>"),
                Arguments.of("Use `a < b` there", "<p>Use <code>a &lt; b</code> there</p>"),
                Arguments.of("```js\nif (a < b) {}\n\n  \"x\"\n```", """
                        <pre><code>if (a &lt; b) {}

                          "x"
                        </code></pre>"""),
                Arguments.of("So:\n\n    a & b\n    c", "<p>So:</p>\n<pre><code>a &amp; b\nc\n</code></pre>"),
                Arguments.of("> Well said.\n\nIndeed.", "<blockquote><p>Well said.</p></blockquote>\n<p>Indeed.</p>"),
                Arguments.of("- one\n- two\n  - three", "<ul><li>one</li><li>two\n<ul><li>three</li></ul></li></ul>"),
                Arguments.of("- one\n\n- two", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
                Arguments.of("3. three\n4. four", "<ol start=\"3\"><li>three</li><li>four</li></ol>"),
                Arguments.of("1) one\n2) two", "<ol><li>one</li><li>two</li></ol>"),
                Arguments.of(
                        "# A heading *here*\n\ntext", "<p><strong>A heading <em>here</em></strong></p>\n<p>text</p>"),
                Arguments.of("A heading\n=========", "<p><strong>A heading</strong></p>"),
                Arguments.of("above\n\n* * *\n\nbelow", "<p>above</p>\n<p>* * *</p>\n<p>below</p>"),
                Arguments.of("5 > 3 & 2 < 4, \"it's\"", "<p>5 &gt; 3 &amp; 2 &lt; 4, \"it's\"</p>"),
                Arguments.of("&lt;b&gt; &copy; &nosuch;", "<p>&lt;b&gt; © &amp;nosuch;</p>"),
                Arguments.of("\\*not so\\*", "<p>*not so*</p>"),
                Arguments.of("I {{7*7}} ${x} %s%n #{y}", "<p>I {{7*7}} ${x} %s%n #{y}</p>"));
    }

    @ParameterizedTest
    @MethodSource
    void rendersWhatReadersWriteInEveryScript(String body, String html) {
        assertThat(Markdown.toHtml(body)).isEqualTo(html);
        SafeSubset.textOf(html);
    }

    static Stream<Arguments> rendersWhatReadersWriteInEveryScript() {
        return Stream.of(
                Arguments.of("بہت خوب!", "<p dir=\"rtl\">بہت خوب!</p>"),
                Arguments.of("٭ 2024: بہت خوب", "<p dir=\"rtl\">٭ 2024: بہت خوب</p>"),
                Arguments.of("PTCL کی خدمات", "<p>PTCL کی خدمات</p>"),
                Arguments.of("بہت خوب\n\nWell said.", "<p dir=\"rtl\">بہت خوب</p>\n<p>Well said.</p>"),
                Arguments.of("**اہم** بات", "<p dir=\"rtl\"><strong>اہم</strong> بات</p>"),
                Arguments.of(
                        "> بہت خوب\n>\n> Well said.\n>\n> 123",
                        "<blockquote dir=\"rtl\"><p dir=\"rtl\">بہت خوب</p>\n<p dir=\"ltr\">Well said.</p>\n<p>123</p>"
                                + "</blockquote>"),
                Arguments.of(
                        "2. پہلا\n3. دوسرا",
                        "<ol start=\"2\" dir=\"rtl\"><li dir=\"rtl\">پہلا</li><li dir=\"rtl\">" + "دوسرا</li></ol>"),
                Arguments.of("# سرخی\n\nمتن", "<p dir=\"rtl\"><strong>سرخی</strong></p>\n<p dir=\"rtl\">متن</p>"),
                Arguments.of("متن:\n\n    کوڈ", "<p dir=\"rtl\">متن:</p>\n<pre dir=\"rtl\"><code>کوڈ\n</code></pre>"),
                Arguments.of("עברית", "<p dir=\"rtl\">עברית</p>"),
                Arguments.of("😀 👨‍👩‍👧 ❤️ 🇵🇰", "<p>😀 👨‍👩‍👧 ❤️ 🇵🇰</p>"),
                Arguments.of("**😀** 日本語　です", "<p><strong>😀</strong> 日本語　です</p>"),
                Arguments.of("می‌خواهم", "<p dir=\"rtl\">می‌خواهم</p>"));
    }

    @ParameterizedTest
    @MethodSource
    void linksOnlyWhereALinkLeadsOut(String body, String html) {
        assertThat(Markdown.toHtml(body)).isEqualTo(html);
        SafeSubset.textOf(html);
    }

    static Stream<Arguments> linksOnlyWhereALinkLeadsOut() {
        return Stream.of(
                Arguments.of(
                        "See https://news.example/a?b=c&d=e, please.",
                        "<p>See <a href=\"https://news.example/a?b=c&amp;d=e" + REL
                                + "https://news.example/a?b=c&amp;d=e</a>, please.</p>"),
                Arguments.of(
                        "[the report](http://news.example/r \"its title\")",
                        "<p><a href=\"http://news.example/r" + REL + "the report</a></p>"),
                Arguments.of(
                        "[the *report*][1] again\n\n[1]: https://news.example/(r) 'x'",
                        "<p><a href=\"https://news.example/%28r%29" + REL + "the <em>report</em></a> again</p>"),
                Arguments.of(
                        "<HTTPS://News.example/Ä>",
                        "<p><a href=\"https://News.example/Ä" + REL + "HTTPS://News.example/Ä</a></p>"),
                Arguments.of(
                        "https://ur.wikipedia.org/wiki/اردو",
                        "<p><a href=\"https://ur.wikipedia.org/wiki/اردو" + REL
                                + "https://ur.wikipedia.org/wiki/اردو</a></p>"),
                Arguments.of(
                        "Ask [the desk](mailto:desk@news.example).",
                        "<p>Ask <a href=\"mailto:desk@news.example" + REL + "the desk</a>.</p>"),
                Arguments.of(
                        "[a \"quote\"](<https://news.example/a b\"c'd`e\\f>)",
                        "<p><a href=\"https://news.example/a%20b%22c%27d%60e%5Cf" + REL + "a \"quote\"</a></p>"),
                Arguments.of(
                        "[one\u2028two](<https://news.example/a\u2028b\u00A0c\u3000d>)",
                        "<p><a href=\"https://news.example/a%E2%80%A8b%C2%A0c%E3%80%80d" + REL
                                + "one\u2028two</a></p>"),
                Arguments.of("Write to ayesha@example.org", "<p>Write to ayesha@example.org</p>"),
                Arguments.of("**Write** to ayesha@example.org", "<p><strong>Write</strong> to ayesha@example.org</p>"),
                Arguments.of("[here](//evil.example)", "<p>here</p>"),
                Arguments.of("[here](/path) [there](#x) [nowhere]() [up](?q)", "<p>here there nowhere up</p>"),
                Arguments.of("[*here*](javascript:alert(1)) now", "<p><em>here</em> now</p>"),
                Arguments.of(
                        "ftp://files.example/x and https:// and http:///x",
                        "<p>ftp://files.example/x and https:// and http:///x</p>"),
                Arguments.of("read [](https://news.example) this", "<p>read  this</p>"),
                Arguments.of("![a *cat*](https://news.example/cat.png)", "<p>a <em>cat</em></p>"),
                Arguments.of("![a cat][c] sits\n\n[c]: https://news.example/cat.png", "<p>a cat sits</p>"),
                Arguments.of(
                        "[![a cat](https://news.example/cat.png)](https://news.example)",
                        "<p><a href=\"https://news.example" + REL + "a cat</a></p>"),
                Arguments.of(
                        "[https://one.example](https://two.example)",
                        "<p><a href=\"https://two.example" + REL + "https://one.example</a></p>"),
                Arguments.of(
                        "[<https://one.example> x](https://two.example)",
                        "<p><a href=\"https://two.example" + REL + "https://one.example x</a></p>"));
    }

    @ParameterizedTest
    @MethodSource
    void showsWhatWasTypedRatherThanNothing(String body, String html) {
        assertThat(Markdown.toHtml(body)).isEqualTo(html);
    }

    static Stream<Arguments> showsWhatWasTypedRatherThanNothing() {
        return Stream.of(
                Arguments.of("#", "<p>#</p>"),
                Arguments.of("> >\n>", "<p>&gt; &gt;<br>\n&gt;</p>"),
                Arguments.of("-\n-", "<p>-<br>\n-</p>"),
                Arguments.of("---", "<p>---</p>"),
                Arguments.of("[a]: https://news.example", "<p>[a]: https://news.example</p>"),
                Arguments.of("![](https://news.example/cat.png)", "<p>![](https://news.example/cat.png)</p>"),
                Arguments.of("&#8203;&nbsp;&#x2800;", "<p>&amp;#8203;&amp;nbsp;&amp;#x2800;</p>"),
                Arguments.of("```\n\n```", "<p>```</p>\n<p>```</p>"),
                Arguments.of("", ""),
                Arguments.of(" \n\t\n", ""));
    }

    @Test
    void shortMarkdownMayGrowMoreThanEightfold() {
        assertThat(Markdown.toHtml("> a")).isEqualTo("<blockquote><p>a</p></blockquote>");
        assertThat(Markdown.toHtml("http://a.b")).isEqualTo("<p><a href=\"http://a.b" + REL + "http://a.b</a></p>");
    }

    @Test
    void anyMixtureOfMarkdownStaysInsideTheSafeSubset() {
        long seed = 20261124;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            String body = MarkdownBodies.random(random);
            String html = Markdown.toHtml(body);

            SafeSubset.textOf(html);
            assertThat(html.length() <= Markdown.longest(body) || html.equals(PlainText.toHtml(body)))
                    .as("seed %d, round %d: %s", seed, round, body)
                    .isTrue();
            assertThat(Markdown.toHtml(body)).isEqualTo(html);
        }
    }

    @Test
    void theSecondLockFindsNothingToChangeBehindTheFirst() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            String body = MarkdownBodies.random(random);
            String html = MarkdownHtml.of(body, Integer.MAX_VALUE).toString();

            assertThat(SafeHtml.of(html))
                    .as("seed %d, round %d: %s", seed, round, body)
                    .isEqualTo(html);
        }
    }
}
