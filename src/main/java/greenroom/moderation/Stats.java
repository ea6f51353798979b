package greenroom.moderation;

import static greenroom.moderation.StatsSql.DECIDED;
import static greenroom.moderation.StatsSql.SUBMITTED;
import static greenroom.moderation.StatsSql.WAITING;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts what the numbers page shows. A count over a busy year reads a million index entries, so an answer serves for five
 * seconds whoever asks for the same sites and days; there are 200 at most, past that the ones used least are counted anew.
 */
@Component
class Stats {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 200;
    private static final double MILLIS = 1_000;

    private final DatabaseClient database;
    private final Clock clock;
    private final AsyncCache<Question, Numbers> counted =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).buildAsync();

    Stats(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param sites keys of those that who asks may see, null for all */
    private record Question(
            @Nullable Set<String> sites, @Nullable String site, int days) {}

    /** What happened on one day by what became of comments. */
    private record Submitted(LocalDate day, long submitted, long caught) {}

    /** How many decisions of one kind: of a day and status, of a person, or of all. */
    private record Decided(
            @Nullable LocalDate day,
            @Nullable String status,
            @Nullable String by,
            long count,
            @Nullable Double median,
            @Nullable Double p95) {}

    private record Waiting(long count, @Nullable Instant oldest) {}

    Mono<Numbers> of(Moderator me, @Nullable String site, int days) {
        var question = new Question(me.sites(), site, days);
        return Mono.fromFuture(
                () -> counted.get(question, (asked, executor) -> count(asked).toFuture()), true);
    }

    private Mono<Numbers> count(Question question) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var first = today.minusDays(question.days() - 1L);
        return Mono.zip(waiting(question), submitted(question, first), decided(question, first))
                .map(all -> numbers(all.getT1(), all.getT2(), all.getT3()));
    }

    private Mono<Waiting> waiting(Question question) {
        return asked(database.sql(WAITING), question)
                .map(row -> new Waiting(number(row, "waiting"), row.get("oldest", Instant.class)))
                .one();
    }

    private Mono<List<Submitted>> submitted(Question question, LocalDate first) {
        var days = first.datesUntil(first.plusDays(question.days())).toArray(LocalDate[]::new);
        var starts = new UUID[days.length];
        var ends = new UUID[days.length];
        for (int i = 0; i < days.length; i++) {
            starts[i] = startOf(days[i]);
            ends[i] = startOf(days[i].plusDays(1));
        }
        return asked(database.sql(SUBMITTED), question)
                .bind("days", days)
                .bind("starts", starts)
                .bind("ends", ends)
                .map(row ->
                        new Submitted(row.get("day", LocalDate.class), number(row, "submitted"), number(row, "caught")))
                .all()
                .collectList();
    }

    private Mono<List<Decided>> decided(Question question, LocalDate first) {
        return asked(database.sql(DECIDED), question)
                .bind("start", startOf(first))
                .map(Stats::decided)
                .all()
                .collectList();
    }

    private static UUID startOf(LocalDate day) {
        return Ids.earliest(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static GenericExecuteSpec asked(GenericExecuteSpec spec, Question question) {
        var sites = question.sites();
        var site = question.site();
        var bound = sites == null
                ? spec.bindNull("sites", String[].class)
                : spec.bind("sites", sites.toArray(String[]::new));
        return site == null ? bound.bindNull("site", String.class) : bound.bind("site", site);
    }

    private Numbers numbers(Waiting waiting, List<Submitted> submitted, List<Decided> decided) {
        var ofDays = new HashMap<LocalDate, Map<String, Long>>();
        decided.stream()
                .filter(part -> part.day() != null)
                .forEach(part -> ofDays.computeIfAbsent(part.day(), day -> new HashMap<>())
                        .put(String.valueOf(part.status()), part.count()));
        var whole = decided.stream()
                .filter(part -> part.day() == null && part.by() == null)
                .findFirst();
        return new Numbers(
                waiting.count(),
                ageOf(waiting.oldest()),
                submitted.stream()
                        .map(day -> day(day, ofDays.getOrDefault(day.day(), Map.of())))
                        .toList(),
                new Numbers.TimeToDecision(
                        whole.map(Decided::median).orElse(null),
                        whole.map(Decided::p95).orElse(null)),
                decided.stream()
                        .filter(part -> part.by() != null)
                        .map(part -> new Numbers.Person(String.valueOf(part.by()), part.count(), part.median()))
                        .toList());
    }

    private @Nullable Double ageOf(@Nullable Instant oldest) {
        return oldest == null
                ? null
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / MILLIS;
    }

    private static Numbers.Day day(Submitted day, Map<String, Long> decided) {
        return new Numbers.Day(
                day.day(),
                day.submitted(),
                decided.getOrDefault("approved", 0L),
                decided.getOrDefault("rejected", 0L),
                decided.getOrDefault("spam", 0L) + day.caught());
    }

    private static Decided decided(Readable row) {
        return new Decided(
                row.get("day", LocalDate.class),
                row.get("status", String.class),
                row.get("by_whom", String.class),
                number(row, "decisions"),
                seconds(row, "median"),
                seconds(row, "p95"));
    }

    private static long number(Readable row, String column) {
        var number = row.get(column, Long.class);
        return number == null ? 0 : number;
    }

    /** To the millisecond. */
    private static @Nullable Double seconds(Readable row, String column) {
        var exact = row.get(column, Double.class);
        return exact == null ? null : Math.round(Math.max(0, exact) * MILLIS) / MILLIS;
    }
}
