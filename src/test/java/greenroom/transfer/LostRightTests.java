package greenroom.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderation.AtTheDesk;
import greenroom.moderation.Desk;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An admin whose right was taken away after the filter chain had asked for it. */
class LostRightTests extends AtTheDesk {
    @Autowired
    private Erasures erasures;

    @Autowired
    private Exports exports;

    @Test
    void findsAndErasesNobody() {
        var desk = desk();
        var site = desk.site();
        var email = newEmail();
        var author = desk.author(site, email);
        var comment = desk.comment(desk.article(site)).by(author).add();
        var admin = desk.admin();
        desk.disable(admin);

        assertThat(erasures.erase(admin, Desk.email(email), Texts.REMOVE).blockOptional())
                .isEmpty();
        assertThat(exports.authors(admin, Desk.email(email)).blockOptional()).isEmpty();

        assertThat(desk.comment(comment)).containsEntry("author_id", author);
        assertThat(desk.all("SELECT FROM audit WHERE by_whom = :by", Map.of("by", admin.username())))
                .isEmpty();
    }
}
