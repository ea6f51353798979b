package greenroom.screening;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.postgres.Transactions;
import greenroom.privacy.EmailLookup;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The rules as they are kept. Each change is one transaction with its audit entry and its announcement; who makes it must
 * still be an admin of all sites then.
 */
@Component
class StoredRules {
    /** How many rules there may be. */
    static final int MOST = 5_000;

    static final int MOST_PATTERNS = 100;

    private static final String ALL = """
            SELECT id, site_id, kind, value, lookup, action, enabled, note, hits, hit_at, created_by, created_at
              FROM rule ORDER BY id DESC
            """;

    /** One after the other, for the number of rules is counted here. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7304582)";

    /** Served by the unique key (site_id, kind, value, lookup). */
    private static final String ADD = """
            INSERT INTO rule (id, site_id, kind, value, lookup, action, enabled, note, created_by)
            SELECT new.id, :site, new.kind, new.value, decode(new.lookup, 'hex'), :action, :enabled, :note, :by
              FROM unnest(:ids::uuid[], :kinds::text[], :values::text[], :lookups::text[])
                   AS new (id, kind, value, lookup)
             WHERE EXISTS (SELECT FROM moderator WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    /** Primary key. */
    private static final String CHANGE = """
            UPDATE rule
               SET site_id = :site, kind = :kind, value = :value, lookup = :lookup, action = :action, enabled = :enabled,
                   note = :note
             WHERE id = :id
               AND EXISTS (SELECT FROM moderator WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
            """;

    /** Primary key. */
    private static final String DELETE = """
            DELETE FROM rule
             WHERE id = :id
               AND EXISTS (SELECT FROM moderator WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
            """;

    /** Of some thousand rules at most. Digests are in hexadecimal, for the driver has no arrays of bytes. */
    private static final String FORGET = """
            DELETE FROM rule
             WHERE lookup IN (SELECT decode(digest, 'hex') FROM unnest(:lookups::text[]) AS digest)
               AND EXISTS (SELECT FROM moderator WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
            """;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', 'rules')";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Audit audit;

    StoredRules(DatabaseClient database, Transactions transactions, Audit audit) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** What became of rules that were to be added. {@code added} are their ids; null where all would be too many. */
    record Added(@Nullable List<UUID> added) {
        boolean isTooMany() {
            return added == null;
        }
    }

    /** Newest first. */
    Mono<List<Rule>> all() {
        return database.sql(ALL).map(StoredRules::rule).all().collectList();
    }

    /** Adds those that are not there yet; they have one site, action, note and maker. */
    Mono<Added> add(List<Rule> rules, String by) {
        var work = oneAtATime()
                .then(Mono.defer(this::all))
                .flatMap(known -> fits(known, rules) ? added(rules, by) : Mono.just(new Added(null)));
        return transactions.whole(work);
    }

    private Mono<Void> oneAtATime() {
        return database.sql(ONE_AT_A_TIME).fetch().all().then();
    }

    private static boolean fits(List<Rule> known, List<Rule> more) {
        return known.size() + more.size() <= MOST && patterns(known) + patterns(more) <= MOST_PATTERNS;
    }

    private static long patterns(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.kind() == RuleKind.PATTERN).count();
    }

    private Mono<Added> added(List<Rule> rules, String by) {
        var first = rules.get(0);
        var statement = common(database.sql(ADD), first, by)
                .bind("ids", column(rules, Rule::id, UUID.class, UUID[]::new))
                .bind("kinds", column(rules, rule -> rule.kind().code(), String.class, String[]::new))
                .bind("values", column(rules, Rule::value, String.class, String[]::new))
                .bind("lookups", column(rules, StoredRules::hexadecimal, String.class, String[]::new));
        return statement
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .collectList()
                .delayUntil(ids -> ids.isEmpty() ? Mono.empty() : told(Action.RULE_CREATE, by, first, ids.size()))
                .map(Added::new);
    }

    private static <T, V> V[] column(
            List<T> rows, Function<T, ? extends @Nullable V> value, Class<V> type, IntFunction<V[]> array) {
        return rows.stream().map(value).map(type::cast).toArray(array);
    }

    private static @Nullable String hexadecimal(Rule rule) {
        return rule.lookup() == null
                ? null
                : HexFormat.of().formatHex(rule.lookup().value());
    }

    private static GenericExecuteSpec common(GenericExecuteSpec statement, Rule rule, String by) {
        var bound = statement
                .bind("action", rule.action().code())
                .bind("enabled", rule.enabled())
                .bind("by", by);
        bound = value(bound, "site", rule.site(), Integer.class);
        return value(bound, "note", rule.note(), String.class);
    }

    private static <T> GenericExecuteSpec value(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    /** Whether there was such a rule to change. Errors with a duplicate key where it would be like another one. */
    Mono<Boolean> change(Rule rule, String by) {
        var statement = common(database.sql(CHANGE), rule, by)
                .bind("id", rule.id())
                .bind("kind", rule.kind().code())
                .bind("value", rule.value());
        statement = value(
                statement,
                "lookup",
                rule.lookup() == null ? null : rule.lookup().value(),
                byte[].class);
        return transactions.whole(done(statement, Action.RULE_CHANGE, by, rule));
    }

    /** Whether there was such a rule to delete. */
    Mono<Boolean> delete(Rule rule, String by) {
        var statement = database.sql(DELETE).bind("id", rule.id()).bind("by", by);
        return transactions.whole(done(statement, Action.RULE_DELETE, by, rule));
    }

    /** Deletes the rules about a person who is to be unknown; the entry does not say about whom they were. */
    Mono<Void> forget(List<EmailLookup> lookups, String by) {
        return database.sql(FORGET)
                .bind(
                        "lookups",
                        column(
                                lookups,
                                lookup -> HexFormat.of().formatHex(lookup.value()),
                                String.class,
                                String[]::new))
                .bind("by", by)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .flatMap(rows -> told(Action.RULE_DELETE, by, rows + " rules: erased"));
    }

    private Mono<Boolean> done(GenericExecuteSpec statement, Action action, String by, Rule rule) {
        return statement
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .delayUntil(changed -> changed ? told(action, by, rule, 1) : Mono.empty());
    }

    private Mono<Void> told(Action action, String by, Rule rule, int count) {
        return told(
                action,
                by,
                count == 1 ? rule.told() : count + " rules: " + rule.action().code());
    }

    private Mono<Void> told(Action action, String by, String what) {
        return audit.write(AuditEntry.of(action, by, null, what))
                .then(database.sql(ANNOUNCE).fetch().all().then());
    }

    private static Rule rule(Readable row) {
        var lookup = row.get("lookup", byte[].class);
        return new Rule(
                required(row, "id", UUID.class),
                row.get("site_id", Integer.class),
                RuleKind.of(required(row, "kind", String.class)).orElseThrow(),
                required(row, "value", String.class),
                lookup == null ? null : new EmailLookup(lookup),
                RuleAction.of(required(row, "action", String.class)).orElseThrow(),
                required(row, "enabled", Boolean.class),
                row.get("note", String.class),
                required(row, "hits", Long.class),
                row.get("hit_at", Instant.class),
                required(row, "created_by", String.class),
                required(row, "created_at", Instant.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
