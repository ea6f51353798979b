package greenroom.submission;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML of the pages that answer a plain form. Whatever comes from outside passes {@link #text}. */
final class FormPage {
    /** Control characters have no place in HTML, escaped or not; the text loses them anyway when it is cleaned. */
    private static final Pattern NO_HTML = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");

    private final Words words;

    FormPage(Words words) {
        this.words = words;
    }

    String sentence(String sentence) {
        return page("<p role=\"status\">" + text(sentence) + "</p>");
    }

    /** The messages, and the form with what was typed. */
    String withForm(List<String> messages, String action, UrlEncoded form) {
        var html = new StringBuilder();
        html.append("<h1>").append(words.say("page.not-sent")).append("</h1>\n<div role=\"alert\">\n<ul>\n");
        messages.forEach(message -> html.append("<li>").append(text(message)).append("</li>\n"));
        html.append("</ul>\n</div>\n<form method=\"post\" action=\"")
                .append(text(action))
                .append("\">\n");
        for (String name : List.of("thread", "url", "title", "parent", "locale", "return")) {
            html.append(hidden(name, form.get(name)));
        }
        html.append("""
                <p class="trap" hidden><label>%s <input name="website" tabindex="-1" autocomplete="off"></label></p>
                <p>%s</p>
                <p><label for="body">%s *</label>
                <textarea id="body" name="body" rows="8" dir="auto" required>
                """.formatted(words.say("page.trap"), words.say("page.note"), words.say("page.body")))
                .append(text(form.get("body")))
                .append("</textarea></p>\n");
        html.append(field("name", words.say("page.name"), "text", "name", form.get("name")));
        html.append(field("email", words.say("page.email"), "email", "email", form.get("email")));
        html.append("<p><button>" + words.say("page.post") + "</button></p>\n</form>");
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

    private String page(String content) {
        return """
                <!doctype html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="stylesheet" href="/form.css">
                </head>
                <body>
                <main>
                """.formatted(words.language(), words.direction(), words.say("page.title")) + content + """

                </main>
                </body>
                </html>
                """;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(NO_HTML.matcher(text).replaceAll(""), "UTF-8");
    }
}
