package greenroom.publication;

/** Until {@code comment.Markdown} is merged. */
final class BodyHtml {
    private BodyHtml() {}

    static String of(String body) {
        var escaped = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<p>" + escaped.replace("\n\n", "</p>\n<p>").replace("\n", "<br>\n") + "</p>";
    }
}
