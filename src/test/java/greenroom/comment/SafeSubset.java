package greenroom.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HTML as strictly as an XML parser and knows the contract's elements and attributes only. */
final class SafeSubset {

    private static final Set<String> ELEMENTS =
            Set.of("p", "br", "a", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "del");
    private static final Pattern TOKEN = Pattern.compile("<(/?)([a-z]+)((?: [a-z]+=\"[^\"<>]*\")*)>|([^<>]+)");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"]*)\"");
    private static final Pattern STRAY_AMPERSAND = Pattern.compile("&(?!(?:amp|lt|gt|quot);)");
    private static final Pattern HARMFUL =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    private SafeSubset() {}

    /** Fails with the HTML in the message, or gives the text that a reader sees, line ends as they were typed. */
    static String textOf(String html) {
        assertThat(HARMFUL.matcher(html).find())
                .as("harmful characters in %s", html)
                .isFalse();
        assertThat(STRAY_AMPERSAND.matcher(html).find())
                .as("ampersand in %s", html)
                .isFalse();
        assertThat(html.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .as("lone surrogate in %s", html)
                .isTrue();

        StringBuilder text = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(html);
        int end = 0;
        while (token.find()) {
            assertThat(token.start())
                    .as("what is no tag and no text in %s", html)
                    .isEqualTo(end);
            end = token.end();
            if (token.group(4) != null) {
                text.append(token.group(4));
            } else {
                tag(token, open, html);
            }
        }
        assertThat(end).as("the end of %s", html).isEqualTo(html.length());
        assertThat(open).as("still open in %s", html).isEmpty();
        return text.toString()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static void tag(Matcher token, Deque<String> open, String html) {
        String element = token.group(2);
        assertThat(ELEMENTS).as("elements of %s", html).contains(element);
        if (token.group(1).isEmpty()) {
            attributes(element, token.group(3), html);
            assertThat(element.equals("a") && open.contains("a"))
                    .as("a link in a link in %s", html)
                    .isFalse();
            assertThat(element.equals("p") && open.contains("p"))
                    .as("a paragraph in a paragraph in %s", html)
                    .isFalse();
            if (!element.equals("br")) {
                open.push(element);
            }
        } else {
            assertThat(token.group(3)).isEmpty();
            assertThat(open.poll()).as("closed by </%s> in %s", element, html).isEqualTo(element);
        }
    }

    private static void attributes(String element, String attributes, String html) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            String value = attribute.group(2);
            switch (element + " " + attribute.group(1)) {
                case "a href" ->
                    assertThat(value).as("link in %s", html).matches("(?:https?://[^/\\\\?#:]|mailto:[^/\\\\?#:]).*");
                case "a rel" -> assertThat(value).isEqualTo("nofollow ugc noopener noreferrer");
                case "ol start" -> assertThat(value).matches("[0-9]{1,9}");
                case "p dir", "pre dir", "blockquote dir", "ul dir", "ol dir", "li dir" ->
                    assertThat(value).isIn("rtl", "ltr");
                default ->
                    assertThat(element + " " + attribute.group(1))
                            .as("attribute in %s", html)
                            .isNull();
            }
        }
        if (element.equals("a")) {
            assertThat(attributes).as("link in %s", html).matches(" href=\"[^\"]+\" rel=\"[^\"]+\"");
        }
    }
}
