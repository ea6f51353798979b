package greenroom.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderation.AtTheDesk;
import greenroom.moderation.Desk;
import greenroom.moderation.Staff;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People are erased while moderators decide on what they wrote. */
class ErasureConcurrencyTests extends AtTheDesk {
    @Autowired
    private Erasures erasures;

    @Test
    void leavesCountsThatAddUp() {
        var desk = desk();
        var site = desk.site();
        var article = desk.article(site);
        var admin = desk.admin();
        var staff = new Staff(http, desk.token(admin));
        for (int round = 0; round < 8; round++) {
            var email = newEmail();
            var author = desk.author(site, email);
            var ids = new ArrayList<UUID>();
            for (int i = 0; i < 10; i++) {
                ids.add(desk.comment(article).by(author).add());
            }
            var decisions = ids.stream()
                    .map(id -> Map.of("id", id, "version", 1, "to", "approved"))
                    .toList();

            var erasure = erasures.erase(admin, Desk.email(email), round % 2 == 0 ? Texts.REMOVE : Texts.KEEP)
                    .toFuture();
            var decided = CompletableFuture.supplyAsync(
                    () -> staff.post("/api/v1/moderation/decisions", Map.of("decisions", decisions)));

            assertThat(erasure.join()).isEqualTo(10);
            assertThat(decided.join().status()).isEqualTo(200);
            assertThat((long) desk.count(article))
                    .isEqualTo(desk.number(
                            "SELECT count(*) AS n FROM comment WHERE thread_id = :id AND status = 'approved'",
                            Map.of("id", article.id())));
            assertThat(desk.all(
                            "SELECT name FROM comment WHERE id = ANY (:ids)", Map.of("ids", ids.toArray(UUID[]::new))))
                    .isEqualTo(Collections.nCopies(10, Map.of("name", "Anonymous")));
        }
    }
}
