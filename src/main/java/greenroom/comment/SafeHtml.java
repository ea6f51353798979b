package greenroom.comment;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.PolicyFactory;

/**
 * The second lock: takes HTML apart with a parser that trusts nothing and lets through the safe subset only.
 *
 * <p>OWASP's own renderer would write an apostrophe as a reference and comments between braces; this receiver writes
 * the balanced, filtered events that it gets in the shortest form that is safe.
 */
final class SafeHtml implements HtmlStreamEventReceiver {

    /** In this order on every link. */
    static final String REL = "nofollow ugc noopener noreferrer";

    private static final String[] BLOCKS = {"p", "pre", "blockquote", "ul", "ol", "li"};
    private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("a", "br", "em", "strong", "code", "del")
            .allowElements(BLOCKS)
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching(only(LinkAddress::isAllowed))
            .onElements("a")
            .requireRelsOnLinks(REL.split(" ", -1))
            .allowAttributes("start")
            .matching(only(SafeHtml::isNumber))
            .onElements("ol")
            .allowAttributes("dir")
            .matching(only(DIRECTIONS::contains))
            .onElements(BLOCKS)
            .toFactory();

    private final StringBuilder html;

    private SafeHtml(int length) {
        html = new StringBuilder(length);
    }

    static String of(String untrusted) {
        SafeHtml safe = new SafeHtml(untrusted.length());
        HtmlSanitizer.sanitize(untrusted, POLICY.apply(safe));
        return safe.html.toString();
    }

    private static AttributePolicy only(Predicate<String> allowed) {
        return (element, attribute, value) -> allowed.test(value) ? value : null;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() <= 9 && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    @Override
    public void openDocument() {}

    @Override
    public void closeDocument() {}

    @Override
    public void openTag(String element, List<String> attributes) {
        html.append('<').append(element);
        for (int i = 0; i < attributes.size(); i += 2) {
            html.append(' ').append(attributes.get(i)).append("=\"");
            HtmlText.appendAttribute(html, attributes.get(i + 1));
            html.append('"');
        }
        html.append('>');
    }

    @Override
    public void closeTag(String element) {
        html.append("</").append(element).append('>');
    }

    @Override
    public void text(String text) {
        HtmlText.appendVerbatim(html, text);
    }
}
