package greenroom.moderation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import greenroom.comment.DeskChange;
import greenroom.comment.PublishedCounts;
import greenroom.comment.Status;
import greenroom.moderator.Moderator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What follows from decisions that were applied: their authors' counts, their threads' counts and names, and the
 * announcement to who watches the desk.
 */
@Component
class Consequences {
    /** Primary key. */
    private static final String CREDIT = """
            WITH locked AS MATERIALIZED (
                SELECT id FROM author WHERE id = ANY (:authors) ORDER BY id FOR UPDATE
            )
            UPDATE author
               SET approved = author.approved + change.approved, rejected = author.rejected + change.rejected
              FROM unnest(:authors::uuid[], :approved::integer[], :rejected::integer[])
                   AS change (author_id, approved, rejected)
              JOIN locked ON locked.id = change.author_id
             WHERE author.id = change.author_id
            """;

    /** Title and url of a thread are readers' text: the first approved comment's become its own. Primary keys. */
    private static final String NAME = """
            UPDATE thread
               SET title = comment.title, url = comment.url, named = true
              FROM unnest(:threads::bigint[], :comments::uuid[]) AS first (thread_id, comment_id)
              JOIN comment ON comment.id = first.comment_id
             WHERE thread.id = first.thread_id AND NOT thread.named
            """;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', :announcement)";

    private final DatabaseClient database;
    private final PublishedCounts counts;
    private final JsonMapper json;

    Consequences(DatabaseClient database, PublishedCounts counts, JsonMapper json) {
        this.database = database;
        this.counts = counts;
        this.json = json;
    }

    /** Part of the transaction in which the decisions were applied. */
    Mono<Void> of(Moderator by, List<Judged> judged) {
        return credit(judged)
                .then(Mono.defer(() -> counts.recount(shownOrHidden(judged))))
                .then(Mono.defer(() -> name(judged)))
                .then(Mono.defer(() -> announce(by, judged)));
    }

    private Mono<Void> credit(List<Judged> judged) {
        var byAuthor = judged.stream()
                .filter(one -> one.author() != null
                        && (change(one, Status.APPROVED) != 0 || change(one, Status.REJECTED) != 0))
                .collect(groupingBy(Judged::author));
        if (byAuthor.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(CREDIT)
                .bind("authors", byAuthor.keySet().toArray(UUID[]::new))
                .bind("approved", changes(byAuthor.values(), Status.APPROVED))
                .bind("rejected", changes(byAuthor.values(), Status.REJECTED))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Integer[] changes(Collection<List<Judged>> ofAuthors, Status status) {
        return ofAuthors.stream()
                .map(judged ->
                        judged.stream().mapToInt(one -> change(one, status)).sum())
                .toArray(Integer[]::new);
    }

    private static int change(Judged one, Status status) {
        if (one.becomes(status)) {
            return 1;
        }
        return one.leaves(status) ? -1 : 0;
    }

    private static Set<Long> shownOrHidden(List<Judged> judged) {
        return judged.stream()
                .filter(one -> one.becomes(Status.APPROVED) || one.leaves(Status.APPROVED))
                .map(Judged::thread)
                .collect(toSet());
    }

    private Mono<Void> name(List<Judged> judged) {
        var first = new HashMap<Long, UUID>();
        judged.stream()
                .filter(one -> one.becomes(Status.APPROVED) && one.thread() != null)
                .forEach(one -> first.putIfAbsent(one.thread(), one.result().id()));
        if (first.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(NAME)
                .bind("threads", first.keySet().toArray(Long[]::new))
                .bind("comments", first.values().toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** To who watches the desk; a hundred decisions take two announcements. */
    private Mono<Void> announce(Moderator by, List<Judged> judged) {
        var rows = judged.stream()
                .filter(Judged::applied)
                .map(Consequences::changed)
                .toList();
        return Flux.fromIterable(rows)
                .buffer(DeskChange.MOST)
                .concatMap(some -> database.sql(ANNOUNCE)
                        .bind("announcement", new DeskChange("decided", by.username(), some).announcement(json))
                        .fetch()
                        .all())
                .then();
    }

    private static DeskChange.Row changed(Judged one) {
        var status = Objects.requireNonNull(one.result().status()).code();
        return new DeskChange.Row(
                one.result().id(),
                Objects.requireNonNull(one.site()),
                status,
                Objects.requireNonNull(one.result().version()),
                DeskChange.Row.more(one.was() == null ? null : one.was().code(), status));
    }
}
