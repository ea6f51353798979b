package greenroom.submission;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML of the pages that answer a plain form. Whatever comes from outside passes {@link #text}. */
final class FormPage {
    /** Control characters have no place in HTML, escaped or not; the text loses them anyway when it is cleaned. */
    private static final Pattern NO_HTML = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");

    private FormPage() {}

    static String sentence(String sentence) {
        return page("<p role=\"status\">" + text(sentence) + "</p>");
    }

    /** The messages, and the form with what was typed. */
    static String withForm(List<String> messages, String action, UrlEncoded form) {
        var html = new StringBuilder();
        html.append("<h1>Your comment was not sent</h1>\n<div role=\"alert\">\n<ul>\n");
        messages.forEach(message -> html.append("<li>").append(text(message)).append("</li>\n"));
        html.append("</ul>\n</div>\n<form method=\"post\" action=\"")
                .append(text(action))
                .append("\">\n");
        for (String name : List.of("thread", "url", "title", "parent", "return")) {
            html.append(hidden(name, form.get(name)));
        }
        html.append("""
                <p class="trap" hidden><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>
                <p>Your email address will not be published. Required fields are marked *</p>
                <p><label for="body">Comment *</label>
                <textarea id="body" name="body" rows="8" dir="auto" required>
                """).append(text(form.get("body"))).append("</textarea></p>\n");
        html.append(field("name", "Name", "text", "name", form.get("name")));
        html.append(field("email", "Email", "email", "email", form.get("email")));
        html.append("<p><button>Post Comment</button></p>\n</form>");
        return page(html.toString());
    }

    private static String hidden(String name, @Nullable String value) {
        return value == null ? "" : "<input type=\"hidden\" name=\"" + name + "\" value=\"" + text(value) + "\">\n";
    }

    private static String field(String name, String label, String type, String autocomplete, @Nullable String value) {
        return """
                <p><label for="%1$s">%2$s *</label>
                <input id="%1$s" name="%1$s" type="%3$s" autocomplete="%4$s" dir="auto" required value="%5$s"></p>
                """.formatted(name, label, type, autocomplete, text(value));
    }

    private static String page(String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>Leave a Reply</title>
                <link rel="stylesheet" href="/form.css">
                </head>
                <body>
                <main>
                """ + content + """

                </main>
                </body>
                </html>
                """;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(NO_HTML.matcher(text).replaceAll(""), "UTF-8");
    }
}
