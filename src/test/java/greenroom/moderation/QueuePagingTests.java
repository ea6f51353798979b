package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.Status;
import greenroom.moderation.QueueFilter.Sort;
import greenroom.moderator.Moderator;
import greenroom.web.Cursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QueuePagingTests extends AtAnArticle {
    @Autowired
    private ModerationQueue queue;

    @Test
    void pagesThroughAThousandWithoutAGapInBothDirections() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(desk.comment(article)
                    .standing(List.of("pending", "approved", "rejected", "spam").get(i % 4))
                    .saying("mangoes")
                    .add());
        }
        var others = List.of(
                new QueueFilter(null, null, null, null, null, null, Period.EVER, Sort.OLDEST, 37, null),
                new QueueFilter(null, site, null, null, null, null, Period.EVER, Sort.OLDEST, 100, null),
                new QueueFilter(null, null, article.key(), null, null, null, Period.EVER, Sort.OLDEST, 99, null),
                new QueueFilter(null, null, null, "mangoes", null, null, Period.EVER, Sort.OLDEST, 64, null));

        for (QueueFilter oldest : others) {
            assertThat(all(moderator, oldest)).containsExactlyElementsOf(ids);
            Collections.reverse(ids);
            assertThat(all(moderator, turned(oldest))).containsExactlyElementsOf(ids);
            Collections.reverse(ids);
        }
    }

    private static QueueFilter turned(QueueFilter filter) {
        return new QueueFilter(
                filter.status(),
                filter.site(),
                filter.thread(),
                filter.words(),
                filter.author(),
                filter.signal(),
                filter.period(),
                Sort.NEWEST,
                filter.limit(),
                null);
    }

    private List<UUID> all(Moderator me, QueueFilter filter) {
        var ids = new ArrayList<UUID>();
        var next = filter;
        while (true) {
            var page = Desk.got(queue.page(me, next));
            assertThat(page.comments()).hasSizeBetween(1, filter.limit());
            page.comments().forEach(item -> ids.add(item.id()));
            if (page.next() == null) {
                return ids;
            }
            var list = filter.sort() == Sort.OLDEST ? "queue-oldest" : "queue-newest";
            next = new QueueFilter(
                    filter.status(),
                    filter.site(),
                    filter.thread(),
                    filter.words(),
                    filter.author(),
                    filter.signal(),
                    filter.period(),
                    filter.sort(),
                    filter.limit(),
                    Cursor.uuid(list, page.next()));
        }
    }

    @Test
    void endsWithTheLastFullPage() {
        for (int i = 0; i < 4; i++) {
            desk.comment(article).add();
        }
        var page = Desk.got(queue.page(
                moderator, new QueueFilter(null, null, null, null, null, null, Period.EVER, Sort.OLDEST, 4, null)));

        assertThat(page.comments()).hasSize(4);
        assertThat(page.next()).isNull();
    }

    @Test
    void losesNothingWhenCommentsAreDecidedWhileSomebodyPages() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 6; i++) {
            ids.add(desk.comment(article).add());
        }
        var first = Desk.got(queue.page(
                moderator,
                new QueueFilter(Status.PENDING, null, null, null, null, null, Period.EVER, Sort.OLDEST, 3, null)));
        desk.run(
                "UPDATE comment SET status = 'approved' WHERE id = ANY (:ids)",
                Map.of("ids", ids.subList(0, 3).toArray(UUID[]::new)));

        var second = Desk.got(queue.page(
                moderator,
                new QueueFilter(
                        Status.PENDING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Period.EVER,
                        Sort.OLDEST,
                        3,
                        Cursor.uuid("queue-oldest", first.next()))));

        assertThat(second.comments()).extracting(QueueItem::id).containsExactlyElementsOf(ids.subList(3, 6));
    }
}
