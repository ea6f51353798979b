package greenroom.moderation;

import greenroom.moderator.Moderator;
import org.junit.jupiter.api.BeforeEach;

/** Beside a moderator who works on the comments of an article, in Java and over HTTP. */
abstract class AtAnArticle extends AtTheDesk {
    Desk desk;
    String site;
    Desk.Article article;
    Moderator moderator;
    Staff staff;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        article = desk.article(site);
        moderator = desk.moderator(site);
        staff = new Staff(http, desk.token(moderator));
    }
}
