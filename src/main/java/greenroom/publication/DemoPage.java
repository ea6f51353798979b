package greenroom.publication;

import greenroom.site.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a demo article: with the widget, and for people without JavaScript with its thread and a plain form. */
@Component
class DemoPage {
    static final String THREAD = DemoArticle.ENGLISH.thread();

    private final Map<DemoArticle, Template> articles = templates("article");
    private final Map<DemoArticle, Template> threads = templates("thread");
    private final Map<DemoArticle, Template> forms = templates("form");
    private final Template comment = Template.named("comment");
    private final Template hidden = Template.of("<input type=\"hidden\" name=\"parent\" value=\"{{id}}\">\n");
    private final Template list = Template.of("<ol class=\"{{kind}}\">\n{{items}}</ol>\n");
    private final Template language = Template.of(" lang=\"{{locale}}\"");
    private final Template badge = Template.of(" <span class=\"badge\">{{word}}</span>");
    private final Template closed = Template.of("<p class=\"closed\">{{words}}</p>");
    private final Template more = Template.of("<p><a href=\"{{path}}?cursor={{cursor}}#comments\">{{words}}</a></p>\n");
    private final Template reply = Template.of(
            "<a class=\"reply\" href=\"{{path}}?replyto={{id}}#respond\" rel=\"nofollow\" aria-label=\"{{label}}\">{{word}}</a>");
    private final Template answering = Template.of(
            "{{words}} <span dir=\"auto\">{{name}}</span> <a class=\"cancel\" href=\"{{path}}#respond\">{{cancel}}</a>");

    private static Map<DemoArticle, Template> templates(String name) {
        var templates = new HashMap<DemoArticle, Template>();
        for (DemoArticle article : DemoArticle.ALL) {
            templates.put(article, Template.named(name + article.suffix()));
        }
        return templates;
    }

    private static Template of(Map<DemoArticle, Template> templates, DemoArticle article) {
        return Objects.requireNonNull(templates.get(article));
    }

    /**
     * The page.
     *
     * @param own the service's own address, under which the article stands
     * @param replyTo the comment that the form answers, if it is one of those shown
     */
    Html of(DemoArticle article, Site site, PublishedThread page, String own, @Nullable UUID replyTo) {
        return of(articles, article)
                .fill(Map.of(
                        "address", Html.text(own + article.path()),
                        "feed", Html.text(FeedController.path(site, article.thread())),
                        "site", Html.text(site.key()),
                        "thread", Html.text(article.thread()),
                        "comments", thread(article, site, page, own, replyTo)));
    }

    private Html thread(DemoArticle article, Site site, PublishedThread page, String own, @Nullable UUID replyTo) {
        var isOpen = page.thread().open();
        var deepest = isOpen ? page.form().depth() : 0;
        var comments = Html.joined(page.comments().stream()
                .map(top -> comment(article, top, deepest, 1))
                .toList());
        return of(threads, article)
                .fill(Map.of(
                        "heading", Html.text(article.heading(page.thread().count())),
                        "list", list("comments", comments),
                        "more", more(article, page.next()),
                        "form", isOpen ? form(article, site, own, find(page.comments(), replyTo)) : closed(article)));
    }

    private Html more(DemoArticle article, @Nullable String next) {
        return next == null
                ? Html.NOTHING
                : more.fill(Map.of(
                        "path", Html.text(article.path()),
                        "cursor", Html.text(next),
                        "words", Html.text(article.words().newer())));
    }

    private Html list(String kind, Html items) {
        return items.markup().isEmpty() ? Html.NOTHING : list.fill(Map.of("kind", Html.text(kind), "items", items));
    }

    private Html comment(DemoArticle article, PublishedComment shown, int deepest, int depth) {
        var replies = Html.joined(shown.replies().stream()
                .map(below -> comment(article, below, deepest, depth + 1))
                .toList());
        var values = new HashMap<String, Html>();
        values.put("id", Html.text(shown.id().toString()));
        values.put(
                "lang",
                shown.locale() == null ? Html.NOTHING : language.fill(Map.of("locale", Html.text(shown.locale()))));
        values.put("avatar", Html.text(shown.avatar()));
        values.put("name", Html.text(shown.name()));
        values.put("badge", shown.byModerator() ? badge(article) : Html.NOTHING);
        values.put("instant", Html.text(shown.submittedAt().toString()));
        values.put("time", Html.text(article.time(shown.submittedAt())));
        values.put("html", Html.rendered(shown));
        values.put("reply", depth < deepest ? reply(article, shown) : Html.NOTHING);
        values.put("replies", list("replies", replies));
        return comment.fill(values);
    }

    private Html badge(DemoArticle article) {
        return badge.fill(Map.of("word", Html.text(article.words().moderator())));
    }

    private Html reply(DemoArticle article, PublishedComment shown) {
        return reply.fill(Map.of(
                "path", Html.text(article.path()),
                "id", Html.text(shown.id().toString()),
                "label", Html.text(article.words().replyTo().formatted(shown.name())),
                "word", Html.text(article.words().reply())));
    }

    private static Optional<PublishedComment> find(List<PublishedComment> comments, @Nullable UUID id) {
        return comments.stream()
                .map(shown -> shown.id().equals(id) ? Optional.of(shown) : find(shown.replies(), id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Html form(DemoArticle article, Site site, String own, Optional<PublishedComment> replyTo) {
        var address = Html.text(own + article.path());
        return of(forms, article)
                .fill(Map.of(
                        "action", Html.text("/api/v1/sites/" + site.key() + "/comments"),
                        "heading",
                                replyTo.map(to -> answering(article, to))
                                        .orElse(Html.text(article.words().leaveReply())),
                        "thread", Html.text(article.thread()),
                        "url", address,
                        "title", Html.text(article.title()),
                        "return", address,
                        "parent",
                                replyTo.map(to -> hidden.fill(
                                                Map.of("id", Html.text(to.id().toString()))))
                                        .orElse(Html.NOTHING)));
    }

    private Html answering(DemoArticle article, PublishedComment comment) {
        return answering.fill(Map.of(
                "words", Html.text(article.words().leaveReplyTo()),
                "name", Html.text(comment.name()),
                "path", Html.text(article.path()),
                "cancel", Html.text(article.words().cancelReply())));
    }

    private Html closed(DemoArticle article) {
        return closed.fill(Map.of("words", Html.text(article.words().closed())));
    }
}
