package greenroom.comment;

/**
 * How a comment's body becomes the one HTML that is ever shown.
 *
 * <p>CommonMark 0.31 with bare http(s) addresses as links and {@code ~~struck~~} text, without raw HTML and without
 * images. There are two locks on the door: {@link MarkdownHtml} writes nothing but the safe subset, and
 * {@link SafeHtml} lets nothing else through.
 */
public final class Markdown {

    /** HTML longer than so many times its body is taken for an attack (OWASP ASVS 5.0, 1.3.5) and not shown. */
    private static final int MOST_GROWTH = 8;

    /** What a short body may become all the same: one short link needs ten times its own length. */
    private static final int ALWAYS_ALLOWED = 512;

    private Markdown() {}

    /**
     * Renders a body, which may be hostile, as well-formed HTML of {@code p br a em strong code pre blockquote ul ol
     * li del}.
     *
     * <p>The same body always gives the same HTML. What would show nothing as Markdown, or grow to more than eight
     * times the body's length in UTF-16 units (and 512), is shown as the text that was typed. Text without any Markdown in it
     * costs about a microsecond; 10,000 characters made to be slow cost tens of milliseconds, so give long bodies to a
     * scheduler of their own.
     *
     * @param body normalised or not: control characters, bidirectional overrides and lone surrogates do not come out
     *     again, written as numeric references neither
     */
    public static String toHtml(String body) {
        return PlainText.isPlain(body) ? PlainText.toHtml(body) : parsedToHtml(body);
    }

    /** The longest HTML that a body may become, in UTF-16 units. */
    static int longest(String body) {
        return Math.max(ALWAYS_ALLOWED, MOST_GROWTH * body.length());
    }

    /** The long way, which for plain text ends where the short one does. */
    static String parsedToHtml(String body) {
        int longest = longest(body);
        MarkdownHtml html = MarkdownHtml.of(body, longest);
        if (!html.showsSomething() || html.length() > longest) {
            return PlainText.toHtml(body);
        }
        String safe = SafeHtml.of(html.toString());
        return safe.length() > longest ? PlainText.toHtml(body) : safe;
    }
}
