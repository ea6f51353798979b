package greenroom.transfer;

import greenroom.moderator.Moderator;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.Emails;
import greenroom.privacy.SealedEmail;
import greenroom.site.Site;
import greenroom.site.Sites;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds somebody on all sites by their email. */
@Component
class People {
    /**
     * One row at least for who may ask. Served by the unique key (site_id, email_lookup). Digests are in hexadecimal, for the
     * driver has no arrays of bytes.
     */
    private static final String FIND = """
            SELECT author.id, site.key AS site, author.email_sealed, author.standing, author.approved, author.rejected,
                   author.created_at
              FROM moderator
              LEFT JOIN (unnest(:sites::text[], :lookups::text[]) AS asked (site, lookup)
                         JOIN site ON site.key = asked.site
                         JOIN author ON author.site_id = site.id AND author.email_lookup = decode(asked.lookup, 'hex'))
                   ON moderator.sites IS NULL OR site.key = ANY (moderator.sites)
             WHERE moderator.username = :by AND moderator.enabled AND moderator.role = 'admin'
             ORDER BY site.key
            """;

    private final DatabaseClient database;
    private final Emails emails;
    private final Sites sites;

    People(DatabaseClient database, Emails emails, Sites sites) {
        this.database = database;
        this.emails = emails;
        this.sites = sites;
    }

    /** Their traces, perhaps none; empty when this admin may not ask any more. */
    Mono<List<Trace>> traces(Moderator by, EmailAddress email) {
        var keys = new ArrayList<String>();
        var lookups = new ArrayList<String>();
        for (Site site : sites.all()) {
            for (var lookup : emails.lookups(email, site.key())) {
                keys.add(site.key());
                lookups.add(HexFormat.of().formatHex(lookup.value()));
            }
        }
        return database.sql(FIND)
                .bind("by", by.username())
                .bind("sites", keys.toArray(String[]::new))
                .bind("lookups", lookups.toArray(String[]::new))
                .map(People::trace)
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> rows.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Trace> trace(Readable row) {
        var author = row.get("id", UUID.class);
        if (author == null) {
            return Optional.empty();
        }
        return Optional.of(new Trace(
                author,
                row.get("site", String.class),
                new SealedEmail(row.get("email_sealed", byte[].class)),
                row.get("standing", String.class),
                row.get("approved", Integer.class),
                row.get("rejected", Integer.class),
                row.get("created_at", Instant.class)));
    }
}
