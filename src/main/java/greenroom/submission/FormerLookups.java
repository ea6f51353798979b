package greenroom.submission;

import greenroom.privacy.EmailLookup;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * After a rotation of the keyset an author is stored under a lookup of the former key: their next submission moves them to
 * the present one, so that one email stays one author.
 */
@Component
final class FormerLookups {
    /** Served by author (site_id, email_lookup). */
    private static final String MOVE = """
            UPDATE author SET email_lookup = :present
             WHERE site_id = :site AND email_lookup = :former
               AND NOT EXISTS (SELECT FROM author a WHERE a.site_id = :site AND a.email_lookup = :present)
            """;

    private final DatabaseClient database;

    FormerLookups(DatabaseClient database) {
        this.database = database;
    }

    /** Nothing to do, and nothing asked of the store, while the keyset has one key. */
    Mono<Void> known(Arrivals.Draft draft) {
        var lookups = draft.lookups();
        if (lookups.size() == 1) {
            return Mono.empty();
        }
        return moved(draft.site().id(), lookups.get(0), lookups.subList(1, lookups.size()));
    }

    private Mono<Void> moved(int site, EmailLookup present, List<EmailLookup> former) {
        return Flux.fromIterable(former)
                .concatMap(lookup -> database.sql(MOVE)
                        .bind("present", present.value())
                        .bind("former", lookup.value())
                        .bind("site", site)
                        .fetch()
                        .rowsUpdated())
                .then();
    }
}
