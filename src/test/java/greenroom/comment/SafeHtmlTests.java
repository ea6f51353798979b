package greenroom.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the second lock does if the first one ever lets something through. */
class SafeHtmlTests {

    private static final String REL = "rel=\"nofollow ugc noopener noreferrer\"";

    @ParameterizedTest
    @MethodSource
    void letsTheSafeSubsetThroughAndNothingElse(String untrusted, String safe) {
        assertThat(SafeHtml.of(untrusted)).isEqualTo(safe);
        SafeSubset.textOf(safe);
    }

    static Stream<Arguments> letsTheSafeSubsetThroughAndNothingElse() {
        return Stream.of(
                Arguments.of("<p dir=\"rtl\">a<br>\nb</p>", "<p dir=\"rtl\">a<br>\nb</p>"),
                Arguments.of("<p dir=\"auto\" class=\"x\" id=\"y\" style=\"color:red\" lang=\"ur\">a</p>", "<p>a</p>"),
                Arguments.of("<em dir=\"rtl\" onclick=\"alert(1)\">a</em>", "<em>a</em>"),
                Arguments.of("<ol start=\"3\"><li>a</li></ol>", "<ol start=\"3\"><li>a</li></ol>"),
                Arguments.of("<ol start=\"-3\" reversed type=a><li value=4>a</li></ol>", "<ol><li>a</li></ol>"),
                Arguments.of("<ul start=\"3\"><li>a</li></ul>", "<ul><li>a</li></ul>"),
                Arguments.of(
                        "<a href=\"https://a.example/\">a</a>", "<a href=\"https://a.example/\" " + REL + ">a</a>"),
                Arguments.of(
                        "<a href='https://a.example/' rel='opener follow' target=_top title=t download>a</a>",
                        "<a href=\"https://a.example/\" " + REL + ">a</a>"),
                Arguments.of("<a href=\"//evil.example\">a</a>", "a"),
                Arguments.of("<a href=\"/path\">a</a><a href=\"\">b</a><a>c</a>", "abc"),
                Arguments.of("<a href=\"javascript:alert(1)\">a</a>", "a"),
                Arguments.of("<a href=\" java\tscript:alert(1)\">a</a>", "a"),
                Arguments.of("<a href=\"&#106;avascript&colon;alert(1)\">a</a>", "a"),
                Arguments.of("<a href=\"data:text/html,x\">a</a>", "a"),
                Arguments.of("<h1>a</h1><hr><table><tr><td>b</td></tr></table>", "ab"),
                Arguments.of("a<img src=x onerror=alert(1)>b", "ab"),
                Arguments.of("a<script>alert(1)</script>b", "ab"),
                Arguments.of("a<style>x{}</style>b<!-- c --><![CDATA[d]]><?e?>f", "abf"),
                Arguments.of("a<svg><script>alert(1)</script></svg>b", "ab"),
                Arguments.of("a<iframe srcdoc='<script>'></iframe><object data=x></object>b", "ab"),
                Arguments.of("<p>a<b>b</b><i>c</i><span>d</span><u>e</u></p>", "<p>abcde</p>"),
                Arguments.of("<strong><em>a</strong></em>", "<strong><em>a</em></strong>"),
                Arguments.of("<p>a<blockquote>b", "<p>a</p><blockquote>b</blockquote>"),
                Arguments.of("a &lt;b&gt; &amp;amp; &quot;c&quot; 'd' & e", "a &lt;b&gt; &amp;amp; \"c\" 'd' &amp; e"),
                Arguments.of("a&#0;&#8;&#x202E;&#xFFFE;\u0001b", "ab"));
    }
}
