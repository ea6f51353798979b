package greenroom.publication;

import java.util.List;
import org.springframework.web.util.HtmlUtils;

/** A piece of HTML that may stand in a page, as a value of its own: plain text becomes one only by {@link #text}. */
record Html(String markup) {
    static final Html NOTHING = new Html("");

    /** Text from anywhere, between tags or inside of quotes. */
    static Html text(String text) {
        return new Html(HtmlUtils.htmlEscape(text, "UTF-8"));
    }

    /** What {@link greenroom.comment.Markdown} wrote, the only markup that is taken as it is. */
    static Html rendered(PublishedComment comment) {
        return new Html(comment.html());
    }

    static Html joined(List<Html> pieces) {
        var markup = new StringBuilder();
        pieces.forEach(piece -> markup.append(piece.markup()));
        return new Html(markup.toString());
    }
}
