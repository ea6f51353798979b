package greenroom.moderation;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.comment.PublishedCounts;
import greenroom.comment.Replies;
import greenroom.comment.Replies.Place;
import greenroom.comment.Status;
import greenroom.comment.Text;
import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.Problem;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Publishes moderators' answers. Answering a comment that waits approves it, by a decision like any other. */
@Component
class ModeratorReplies {
    /** Primary keys. */
    private static final String LOCK = """
            SELECT comment.status, comment.version, comment.thread_id, thread.key AS thread,
                   moderator.username IS NOT NULL AS mine
              FROM comment
              JOIN site ON site.id = comment.site_id
              JOIN thread ON thread.id = comment.thread_id
              LEFT JOIN moderator ON moderator.username = :by AND moderator.enabled
                   AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
             WHERE comment.id = :id
               FOR UPDATE OF comment
            """;

    private static final String INSERT = """
            INSERT INTO comment (id, site_id, thread_id, parent_id, root_id, depth, name, body, by_moderator, status,
                                 submitted_at, decided_at, decided_by, published_at)
            SELECT :id, site.id, :thread, :parent, :root, :depth, :name, :body, :by, 'approved',
                   :at, statement_timestamp(), :by, statement_timestamp()
              FROM site JOIN moderator ON moderator.username = :by AND moderator.enabled
                   AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
             WHERE site.id = :site
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final ModerationQueue queue;
    private final Decisions decisions;
    private final Replies places;
    private final PublishedCounts counts;
    private final Audit audit;
    private final Sites sites;

    ModeratorReplies(
            DatabaseClient database,
            Transactions transactions,
            ModerationQueue queue,
            Decisions decisions,
            Replies places,
            PublishedCounts counts,
            Audit audit,
            Sites sites) {
        this.database = database;
        this.transactions = transactions;
        this.queue = queue;
        this.decisions = decisions;
        this.places = places;
        this.counts = counts;
        this.audit = audit;
        this.sites = sites;
    }

    private record Reply(Moderator by, Site site, UUID parent, String body) {}

    private record Parent(Status status, int version, long threadId, String thread, boolean mine) {}

    /** The reply as the queue shows it. */
    Mono<Attempt<QueueItem>> reply(Moderator by, UUID parent, ReplyForm form) {
        return queue.one(by, parent)
                .flatMap(attempt -> attempt.fold(comment -> reply(by, comment, form), refused -> Mono.just(refused)));
    }

    private Mono<Attempt<QueueItem>> reply(Moderator by, QueueItem parent, ReplyForm form) {
        var site = sites.named(parent.site()).orElseThrow();
        var error = Wording.errorOfBody(form.body(), site.limits());
        if (error.isPresent()) {
            return Mono.just(Attempt.invalid(List.of(error.get())));
        }
        var reply = new Reply(by, site, parent.id(), Text.body(String.valueOf(form.body())));
        return transactions
                .whole(publish(reply))
                .flatMap(attempt ->
                        attempt.fold(id -> queue.one(by, id), refused -> Mono.just(Attempt.refused(refused.why()))));
    }

    private Mono<Attempt<UUID>> publish(Reply reply) {
        return lock(reply).flatMap(parent -> {
            if (!parent.mine()) {
                return Mono.just(Attempt.refused(Refusal.FORBIDDEN));
            }
            return switch (parent.status()) {
                case PENDING -> approve(reply, parent).then(Mono.defer(() -> hang(reply, parent)));
                case APPROVED -> hang(reply, parent);
                case REJECTED, SPAM, WITHDRAWN -> Mono.just(Attempt.refused(Refusal.NOT_ANSWERABLE));
            };
        });
    }

    private Mono<Parent> lock(Reply reply) {
        return database.sql(LOCK)
                .bind("by", reply.by().username())
                .bind("id", reply.parent())
                .map(ModeratorReplies::parent)
                .one();
    }

    private static Parent parent(Readable row) {
        return new Parent(
                Status.of(row.get("status", String.class)).orElseThrow(),
                row.get("version", Integer.class),
                row.get("thread_id", Long.class),
                row.get("thread", String.class),
                row.get("mine", Boolean.class));
    }

    private Mono<Void> approve(Reply reply, Parent parent) {
        var approval = new Decision(reply.parent(), parent.version(), Status.APPROVED, null);
        return decisions.apply(reply.by(), List.of(approval)).then();
    }

    private Mono<Attempt<UUID>> hang(Reply reply, Parent parent) {
        var id = Ids.next();
        var deepest = reply.site().limits().depth();
        return places.belowAny(reply.site().id(), parent.thread(), reply.parent(), deepest)
                .flatMap(place -> insert(id, reply, parent, place))
                // the right was taken away this very moment: what was done for the reply must not stay
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> Problem.forbidden().thrown()))
                .flatMap(inserted -> follow(id, reply, parent))
                .thenReturn(Attempt.done(id));
    }

    private Mono<Long> insert(UUID id, Reply reply, Parent parent, Place place) {
        var statement = database.sql(INSERT)
                .bind("id", id)
                .bind("site", reply.site().id())
                .bind("thread", parent.threadId())
                .bind("depth", place.depth())
                .bind("name", reply.by().displayName())
                .bind("body", reply.body())
                .bind("by", reply.by().username())
                .bind("at", Ids.timeOf(id));
        statement = id(statement, "parent", place.parent());
        return id(statement, "root", place.root()).fetch().rowsUpdated();
    }

    private static DatabaseClient.GenericExecuteSpec id(
            DatabaseClient.GenericExecuteSpec statement, String name, @Nullable UUID id) {
        return id == null ? statement.bindNull(name, UUID.class) : statement.bind(name, id);
    }

    private Mono<Void> follow(UUID id, Reply reply, Parent parent) {
        var entry = new AuditEntry(
                Action.REPLY,
                reply.by().username(),
                reply.site().key(),
                id,
                null,
                parent.thread(),
                null,
                Status.APPROVED.code(),
                null);
        return audit.write(entry).then(Mono.defer(() -> counts.recount(List.of(parent.threadId()))));
    }
}
