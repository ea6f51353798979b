package greenroom.publication;

import greenroom.site.Site;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the demo article with its thread, and a form that needs no script. */
@Component
class DemoPage {
    static final String THREAD = "moitt-it-milestones-2024";

    private static final String TITLE = "MoITT Celebrates IT Milestones";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMMM d, uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Html MODERATOR = new Html(" <span class=\"badge\">Moderator</span>");

    private final Template article = Template.named("article");
    private final Template thread = Template.named("thread");
    private final Template comment = Template.named("comment");
    private final Template form = Template.named("form");
    private final Template hidden = Template.of("<input type=\"hidden\" name=\"parent\" value=\"{{id}}\">\n");
    private final Template list = Template.of("<ol class=\"{{kind}}\">\n{{items}}</ol>\n");
    private final Template language = Template.of(" lang=\"{{locale}}\"");
    private final Template more =
            Template.of("<p><a href=\"/demo/?cursor={{cursor}}#comments\">Newer comments</a></p>\n");
    private final Template reply = Template.of(
            "<a class=\"reply\" href=\"/demo/?replyto={{id}}#respond\" rel=\"nofollow\" aria-label=\"Reply to {{name}}\">Reply</a>");
    private final Template answering = Template.of(
            "Leave a Reply to <span dir=\"auto\">{{name}}</span> <a class=\"cancel\" href=\"/demo/#respond\">Cancel reply</a>");

    /**
     * The page.
     *
     * @param own the service's own address, under which the article stands
     * @param replyTo the comment that the form answers, if it is one of those shown
     */
    Html of(Site site, PublishedThread page, String own, @Nullable UUID replyTo) {
        var depth = page.form().depth();
        var isOpen = page.thread().open();
        var comments = Html.joined(page.comments().stream()
                .map(top -> comment(top, isOpen ? depth : 0, 1))
                .toList());
        return article.fill(Map.of(
                "comments",
                thread.fill(Map.of(
                        "heading",
                        heading(page.thread().count()),
                        "list",
                        list("comments", comments),
                        "more",
                        page.next() == null ? Html.NOTHING : more.fill(Map.of("cursor", Html.text(page.next()))),
                        "form",
                        isOpen ? form(site, own, find(page.comments(), replyTo)) : closed()))));
    }

    private static Html heading(int count) {
        return switch (count) {
            case 0 -> Html.text("No comments yet");
            case 1 -> Html.text("One thought on “" + TITLE + "”");
            default -> Html.text(count + " thoughts on “" + TITLE + "”");
        };
    }

    private Html list(String kind, Html items) {
        return items.markup().isEmpty() ? Html.NOTHING : list.fill(Map.of("kind", Html.text(kind), "items", items));
    }

    private Html comment(PublishedComment shown, int deepest, int depth) {
        var replies = Html.joined(shown.replies().stream()
                .map(below -> comment(below, deepest, depth + 1))
                .toList());
        var name = Html.text(shown.name());
        var id = Html.text(shown.id().toString());
        var values = new HashMap<String, Html>();
        values.put("id", id);
        values.put(
                "lang",
                shown.locale() == null ? Html.NOTHING : language.fill(Map.of("locale", Html.text(shown.locale()))));
        values.put("avatar", Html.text(shown.avatar()));
        values.put("name", name);
        values.put("badge", shown.byModerator() ? MODERATOR : Html.NOTHING);
        values.put("instant", Html.text(shown.submittedAt().toString()));
        values.put("time", Html.text(time(shown.submittedAt())));
        values.put("html", Html.rendered(shown));
        values.put("reply", depth < deepest ? reply.fill(Map.of("id", id, "name", name)) : Html.NOTHING);
        values.put("replies", list("replies", replies));
        return comment.fill(values);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static Optional<PublishedComment> find(List<PublishedComment> comments, @Nullable UUID id) {
        return comments.stream()
                .map(shown -> shown.id().equals(id) ? Optional.of(shown) : find(shown.replies(), id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Html form(Site site, String own, Optional<PublishedComment> replyTo) {
        var address = Html.text(own + "/demo/");
        return form.fill(Map.of(
                "action", Html.text("/api/v1/sites/" + site.key() + "/comments"),
                "heading", replyTo.map(this::answering).orElse(Html.text("Leave a Reply")),
                "thread", Html.text(THREAD),
                "url", address,
                "title", Html.text(TITLE),
                "return", address,
                "parent",
                        replyTo.map(to -> hidden.fill(
                                        Map.of("id", Html.text(to.id().toString()))))
                                .orElse(Html.NOTHING)));
    }

    private Html answering(PublishedComment comment) {
        return answering.fill(Map.of("name", Html.text(comment.name())));
    }

    private static Html closed() {
        return new Html("<p class=\"closed\">Comments are closed.</p>");
    }
}
