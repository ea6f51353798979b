package greenroom.transfer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.Emails;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Gathers all that is held of a person. That it was gathered stands in the audit first; their email does not. */
@Component
class Exports {
    static final int COMMENTS_A_PAGE = 100;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** Served by comment_by_author, then primary keys. */
    private static final String COMMENTS = """
            WITH next AS MATERIALIZED (
                SELECT found.id
                  FROM unnest(:authors::uuid[]) AS whose (id)
                 CROSS JOIN LATERAL (
                       SELECT id FROM comment
                        WHERE (author_id, id) > (whose.id, :after) AND (author_id, id) <= (whose.id, :end)
                        ORDER BY author_id, id LIMIT 100) AS found
                 ORDER BY found.id LIMIT 100
            )
            SELECT comment.id, comment.author_id, site.key AS site, thread.key AS thread, comment.title, comment.url,
                   comment.parent_id, comment.status, comment.name, comment.body, comment.locale, comment.notify_replies,
                   comment.signals::text AS signals, comment.submitted_at, comment.decided_at, comment.published_at
              FROM next
              JOIN comment ON comment.id = next.id
              JOIN site ON site.id = comment.site_id
              JOIN thread ON thread.id = comment.thread_id
             ORDER BY comment.id
            """;

    /** Served by audit_by_comment and the primary key of revision. */
    private static final String HISTORY = """
            SELECT audit.comment_id, audit.at, audit.action, audit.from_status, audit.to_status, audit.reason, revision.body
              FROM audit LEFT JOIN revision ON revision.audit_id = audit.id
             WHERE audit.comment_id = ANY (:ids)
             ORDER BY audit.id
            """;

    private static final TypeReference<List<Signal>> SIGNALS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final Transactions transactions;
    private final People people;
    private final Emails emails;
    private final Audit audit;
    private final JsonMapper json;

    Exports(
            DatabaseClient database,
            Transactions transactions,
            People people,
            Emails emails,
            Audit audit,
            JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.people = people;
        this.emails = emails;
        this.audit = audit;
        this.json = json;
    }

    /** Who they are on one site. Like all of an export it prints nothing. */
    record Author(UUID id, String site, String email, String standing, int approved, int rejected, Instant since) {
        @Override
        public String toString() {
            return "Author[" + id + "]";
        }
    }

    /** What was done with a comment; {@code body} is the text that an edit replaced. */
    record Act(
            Instant at,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason,
            @Nullable String body) {}

    /** What a machine noticed. */
    record Signal(String code, String detail) {}

    record Comment(
            UUID id,
            String site,
            String thread,
            @Nullable String title,
            @Nullable String url,
            @Nullable UUID parent,
            String status,
            String name,
            String email,
            String body,
            @Nullable String locale,
            boolean notifyReplies,
            List<Signal> signals,
            Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable Instant publishedAt,
            List<Act> history) {
        Comment with(List<Act> acts) {
            return new Comment(
                    id,
                    site,
                    thread,
                    title,
                    url,
                    parent,
                    status,
                    name,
                    email,
                    body,
                    locale,
                    notifyReplies,
                    signals,
                    submittedAt,
                    decidedAt,
                    publishedAt,
                    acts);
        }

        @Override
        public String toString() {
            return "Comment[" + id + "]";
        }
    }

    /** Who they are on each site, after it was written down; empty when this admin may not ask any more. */
    Mono<List<Author>> authors(Moderator by, EmailAddress email) {
        return transactions
                .whole(people.traces(by, email).delayUntil(traces -> write(by, traces)))
                .map(traces -> traces.stream().map(this::author).toList());
    }

    private Mono<Void> write(Moderator by, List<Trace> traces) {
        var entries = traces.isEmpty()
                ? List.of(AuditEntry.of(Action.PRIVACY_EXPORT, by.username(), null, "nothing found"))
                : traces.stream().map(trace -> entry(by, trace)).toList();
        return Flux.fromIterable(entries).concatMap(audit::write).then();
    }

    private static AuditEntry entry(Moderator by, Trace trace) {
        return new AuditEntry(
                Action.PRIVACY_EXPORT, by.username(), trace.site(), null, trace.author(), null, null, null, null);
    }

    private Author author(Trace trace) {
        return new Author(
                trace.author(),
                trace.site(),
                emails.open(trace.email(), trace.site(), trace.author()).inClear(),
                trace.standing(),
                trace.approved(),
                trace.rejected(),
                millis(trace.since()));
    }

    /**
     * Their comments in order of submission, {@value #COMMENTS_A_PAGE} at a time; the next ones are read only when they are
     * asked for, so that an export needs as much memory as a page of it, and no connection while its reader is slow.
     */
    Flux<List<Comment>> comments(List<Author> authors) {
        var emailOf = authors.stream().collect(toMap(Author::id, Author::email));
        return page(emailOf, BEFORE_ALL)
                .expand(page -> page.size() < COMMENTS_A_PAGE
                        ? Mono.empty()
                        : page(emailOf, page.get(page.size() - 1).id()));
    }

    private Mono<List<Comment>> page(Map<UUID, String> emailOf, UUID after) {
        return database.sql(COMMENTS)
                .bind("authors", emailOf.keySet().toArray(UUID[]::new))
                .bind("after", after)
                .bind("end", AFTER_ALL)
                .map(row -> comment(row, emailOf))
                .all()
                .collectList()
                .flatMap(this::withHistory);
    }

    private Mono<List<Comment>> withHistory(List<Comment> comments) {
        return database.sql(HISTORY)
                .bind("ids", comments.stream().map(Comment::id).toArray(UUID[]::new))
                .map(row -> Map.entry(row.get("comment_id", UUID.class), act(row)))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())))
                .map(acts -> comments.stream()
                        .map(comment -> comment.with(acts.getOrDefault(comment.id(), List.of())))
                        .toList());
    }

    private static Act act(Readable row) {
        return new Act(
                millis(row.get("at", Instant.class)),
                row.get("action", String.class),
                row.get("from_status", String.class),
                row.get("to_status", String.class),
                row.get("reason", String.class),
                row.get("body", String.class));
    }

    private Comment comment(Readable row, Map<UUID, String> emailOf) {
        return new Comment(
                row.get("id", UUID.class),
                row.get("site", String.class),
                row.get("thread", String.class),
                row.get("title", String.class),
                row.get("url", String.class),
                row.get("parent_id", UUID.class),
                row.get("status", String.class),
                row.get("name", String.class),
                Objects.requireNonNull(emailOf.get(row.get("author_id", UUID.class))),
                row.get("body", String.class),
                row.get("locale", String.class),
                row.get("notify_replies", Boolean.class),
                json.readValue(row.get("signals", String.class), SIGNALS),
                millis(row.get("submitted_at", Instant.class)),
                maybe(row.get("decided_at", Instant.class)),
                maybe(row.get("published_at", Instant.class)),
                List.of());
    }

    private static @Nullable Instant maybe(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
