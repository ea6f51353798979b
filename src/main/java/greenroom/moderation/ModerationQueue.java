package greenroom.moderation;

import greenroom.comment.Rendering;
import greenroom.comment.Status;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The comments of the sites that a moderator may work on: in pages, or one by itself. */
@Component
class ModerationQueue {
    /** Primary keys. */
    private static final String ONE =
            QueueSql.COLUMNS + ", moderator.username IS NOT NULL AS mine FROM comment\n" + QueueSql.TABLES + """
              LEFT JOIN moderator ON moderator.username = :by AND moderator.enabled
                   AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
             WHERE comment.id = :id
            """;

    private static final int MOST_HISTORY = 100;

    /** audit_by_comment, and the primary key of revision. Who saw an email stands in the audit, not here. */
    private static final String HISTORY = """
            SELECT audit.at, audit.by_whom, audit.action, audit.from_status, audit.to_status, audit.reason, revision.body
              FROM audit LEFT JOIN revision ON revision.audit_id = audit.id
             WHERE audit.comment_id = :id AND audit.action <> 'reveal-email'
             ORDER BY audit.id DESC LIMIT :most
            """;

    private static final String OWN_PLAN = "SET LOCAL plan_cache_mode = force_custom_plan";

    private static final TypeReference<List<QueueItem.Signal>> SIGNALS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Rendering rendering;
    private final Transactions transactions;
    private final String[] languages;

    ModerationQueue(
            DatabaseClient database,
            JsonMapper json,
            Rendering rendering,
            Transactions transactions,
            SearchSettings settings) {
        this.database = database;
        this.json = json;
        this.rendering = rendering;
        this.transactions = transactions;
        this.languages = settings.languages().toArray(String[]::new);
    }

    /** Some comments in order of submission; {@code next} is the cursor of the page after it, or null. */
    record Page(List<QueueItem> comments, @Nullable String next) {}

    private record Seen(QueueItem comment, boolean mine) {}

    /** How many there are; {@code more} when there are more than are counted, which are 10,000. */
    record Count(int count, boolean more) {}

    Mono<Page> page(Moderator me, QueueFilter filter) {
        return planned(filter.statement(me), listed(me, filter))
                .flatMap(found -> rendered(found.subList(0, Math.min(found.size(), filter.limit())))
                        .map(shown -> page(shown, found.size(), filter)));
    }

    private Mono<List<QueueItem>> listed(Moderator me, QueueFilter filter) {
        var statement = filter.statement(me);
        return bound(database.sql(statement.sql()), me, filter)
                .bind("limit", filter.limit() + 1)
                .map(this::item)
                .all()
                .collectList();
    }

    Mono<Count> count(Moderator me, QueueFilter filter) {
        var counting = filter.statement(me).counting();
        var found = bound(database.sql(counting.sql()), me, filter)
                .map(row -> row.get("found", Long.class))
                .one();
        return planned(filter.statement(me), found)
                .map(number -> new Count(
                        (int) Math.min(number, QueueStatement.MOST_COUNTED), number > QueueStatement.MOST_COUNTED));
    }

    private <T> Mono<T> planned(QueueStatement statement, Mono<T> question) {
        if (!statement.wantsItsOwnPlan()) {
            return question;
        }
        return transactions.whole(database.sql(OWN_PLAN).fetch().rowsUpdated().then(question));
    }

    /** With their bodies as they are or will be published. */
    private Mono<List<QueueItem>> rendered(List<QueueItem> items) {
        var characters = items.stream().mapToInt(item -> item.body().length()).sum();
        return rendering.render(
                characters, () -> items.stream().map(QueueItem::rendered).toList());
    }

    private static Page page(List<QueueItem> shown, int found, QueueFilter filter) {
        var isLast = found <= filter.limit();
        return new Page(
                shown,
                isLast ? null : filter.cursorAt(shown.get(shown.size() - 1).id()));
    }

    GenericExecuteSpec bound(GenericExecuteSpec spec, Moderator me, QueueFilter filter) {
        var statement = filter.statement(me);
        var bound = spec.bind("by", me.username())
                .bind("statuses", filter.statuses())
                .bind("after", filter.start())
                .bind("end", filter.end());
        bound = statement.asksSite() ? text(bound, "site", filter.site()) : bound;
        bound = statement.asksThread() ? text(bound, "thread", filter.thread()) : bound;
        bound = statement.asksSignal() ? text(bound, "signal", filter.signals()) : bound;
        bound = statement.asksWords() ? words(bound, filter) : bound;
        bound = statement.searches() ? bound.bind("parts", filter.parts()) : bound;
        return statement.asksAuthor() && filter.author() != null ? bound.bind("author", filter.author()) : bound;
    }

    private GenericExecuteSpec words(GenericExecuteSpec spec, QueueFilter filter) {
        var bound = text(spec, "words", filter.words()).bind("languages", filter.isPlain() ? languages : new String[0]);
        return text(bound, "fragment", filter.fragment());
    }

    private static GenericExecuteSpec text(GenericExecuteSpec spec, String name, @Nullable String value) {
        return value == null ? spec.bindNull(name, String.class) : spec.bind(name, value);
    }

    /** One comment as it stands now. */
    Mono<Attempt<QueueItem>> one(Moderator me, UUID id) {
        return seen(me, id)
                .flatMap(seen -> seen.mine()
                        ? rendered(List.of(seen.comment())).map(items -> Attempt.done(items.get(0)))
                        : Mono.just(Attempt.<QueueItem>refused(Refusal.FORBIDDEN)))
                .defaultIfEmpty(Attempt.refused(Refusal.NOT_FOUND));
    }

    /** The same with its parent and its history. */
    Mono<Attempt<QueueItemInFull>> inFull(Moderator me, UUID id) {
        return one(me, id)
                .flatMap(attempt -> attempt.fold(
                        comment -> full(me, comment), refused -> Mono.just(Attempt.refused(refused.why()))));
    }

    private Mono<Attempt<QueueItemInFull>> full(Moderator me, QueueItem comment) {
        return history(comment.id())
                .flatMap(history -> withParent(me, comment, history))
                .map(Attempt::done);
    }

    private Mono<QueueItemInFull> withParent(Moderator me, QueueItem comment, List<QueueItemInFull.Entry> history) {
        var alone = new QueueItemInFull(comment, null, history);
        if (comment.parent() == null) {
            return Mono.just(alone);
        }
        return one(me, comment.parent())
                .map(attempt ->
                        attempt.fold(parent -> new QueueItemInFull(comment, parent, history), refused -> alone));
    }

    private Mono<Seen> seen(Moderator me, UUID id) {
        return database.sql(ONE)
                .bind("by", me.username())
                .bind("id", id)
                .map(row -> new Seen(item(row), row.get("mine", Boolean.class)))
                .one();
    }

    private Mono<List<QueueItemInFull.Entry>> history(UUID id) {
        return database.sql(HISTORY)
                .bind("id", id)
                .bind("most", MOST_HISTORY)
                .map(ModerationQueue::entry)
                .all()
                .collectList()
                .map(ModerationQueue::oldestFirst);
    }

    private static <T> List<T> oldestFirst(List<T> newestFirst) {
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static QueueItemInFull.Entry entry(Readable row) {
        return new QueueItemInFull.Entry(
                time(row, "at"),
                row.get("by_whom", String.class),
                row.get("action", String.class),
                row.get("from_status", String.class),
                row.get("to_status", String.class),
                row.get("reason", String.class),
                row.get("body", String.class));
    }

    private QueueItem item(Readable row) {
        return new QueueItem(
                row.get("id", UUID.class),
                row.get("site", String.class),
                new QueueItem.Article(
                        row.get("thread", String.class), row.get("title", String.class), row.get("url", String.class)),
                row.get("parent_id", UUID.class),
                Status.of(row.get("status", String.class)).orElseThrow(),
                row.get("version", Integer.class),
                row.get("name", String.class),
                row.get("email_mask", String.class),
                author(row),
                row.get("body", String.class),
                "",
                row.get("locale", String.class),
                json.readValue(row.get("signals", String.class), SIGNALS),
                row.get("score", Float.class),
                time(row, "submitted_at"),
                row.get("decided_at", Instant.class) == null ? null : time(row, "decided_at"),
                row.get("decided_by", String.class));
    }

    private static QueueItem.@Nullable Author author(Readable row) {
        var id = row.get("author_id", UUID.class);
        return id == null
                ? null
                : new QueueItem.Author(
                        id,
                        row.get("standing", String.class),
                        row.get("approved", Integer.class),
                        row.get("rejected", Integer.class));
    }

    /** To the millisecond, as all times that leave. */
    static Instant time(Readable row, String column) {
        return row.get(column, Instant.class).truncatedTo(ChronoUnit.MILLIS);
    }
}
