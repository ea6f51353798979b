package greenroom.moderation;

import static org.awaitility.Awaitility.await;

import greenroom.ids.Ids;
import greenroom.ids.Secret;
import greenroom.moderator.Moderator;
import greenroom.moderator.Role;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.Emails;
import greenroom.privacy.TypedEmail;
import greenroom.site.Sites;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Puts sites, threads, people and comments into the store, as other parts of the service would have done. */
public final class Desk {
    private static final AtomicInteger next = new AtomicInteger();

    private final DatabaseClient database;
    private final Emails emails;
    private final Sites sites;

    Desk(DatabaseClient database, Emails emails, Sites sites) {
        this.database = database;
        this.emails = emails;
        this.sites = sites;
    }

    /** A thread with what the store knows it by. */
    public record Article(int site, String siteKey, long id, String key) {}

    public String site() {
        return site("{}");
    }

    /** A new site that the service knows of already; {@code settings} as JSON. */
    public String site(String settings) {
        var key = "desk-" + next.incrementAndGet();
        run("""
                WITH made AS (
                    INSERT INTO site (key, name, origins, settings)
                    VALUES (:key, :key, ARRAY['https://news.example'], :settings::jsonb))
                SELECT pg_notify('greenroom', 'sites')
                """, Map.of("key", key, "settings", settings));
        await().until(() -> sites.named(key).isPresent());
        return key;
    }

    public Article article(String site) {
        return article(site, "article-" + next.incrementAndGet());
    }

    public Article article(String site, String key) {
        var row = one("""
                INSERT INTO thread (site_id, key) SELECT id, :key FROM site WHERE key = :site
                RETURNING id, site_id
                """, Map.of("site", site, "key", key));
        return new Article((int) number(row, "site_id"), site, number(row, "id"), key);
    }

    public static EmailAddress email(String typed) {
        return EmailAddress.parse(TypedEmail.of(typed)).fold(address -> address, reason -> {
            throw new AssertionError(typed + " is " + reason);
        });
    }

    public UUID author(String site, String email) {
        var id = Ids.next();
        var address = email(email);
        run(
                """
                INSERT INTO author (id, site_id, email_lookup, email_sealed, email_mask)
                SELECT :id, id, :lookup, :sealed, :mask FROM site WHERE key = :site
                """,
                Map.of(
                        "id",
                        id,
                        "site",
                        site,
                        "lookup",
                        emails.lookup(address, site).value(),
                        "sealed",
                        emails.seal(address, site, id).ciphertext(),
                        "mask",
                        address.mask()));
        return id;
    }

    public NewComment comment(Article article) {
        return new NewComment(this, article);
    }

    /** A moderator of these sites, or of all. */
    public Moderator moderator(String... onSites) {
        return person(Role.MODERATOR, onSites);
    }

    public Moderator admin(String... onSites) {
        return person(Role.ADMIN, onSites);
    }

    private Moderator person(Role role, String... onSites) {
        var username = "person-" + next.incrementAndGet();
        var statement = database.sql("""
                        INSERT INTO moderator (username, display_name, password_hash, role, sites)
                        VALUES (:username, :name, 'none', :role, :sites)
                        """)
                .bind("username", username)
                .bind("name", "Person " + username)
                .bind("role", role.code());
        statement =
                onSites.length == 0 ? statement.bindNull("sites", String[].class) : statement.bind("sites", onSites);
        statement.fetch().rowsUpdated().block();
        return new Moderator(
                username, "Person " + username, role, onSites.length == 0 ? null : Set.copyOf(Arrays.asList(onSites)));
    }

    /** An API token of theirs. */
    public String token(Moderator moderator) {
        var token = "grm_" + Secret.next().reveal();
        run(
                """
                INSERT INTO api_token (id, name, token_hash, role, made_by)
                VALUES (:id, 'a test', :hash, :role, :by)
                """,
                Map.of(
                        "id",
                        Ids.next(),
                        "hash",
                        Secret.presented(token).hash(),
                        "role",
                        moderator.role().code(),
                        "by",
                        moderator.username()));
        return token;
    }

    public void disable(Moderator moderator) {
        run("UPDATE moderator SET enabled = false WHERE username = :name", Map.of("name", moderator.username()));
    }

    public Map<String, Object> comment(UUID id) {
        return one("SELECT * FROM comment WHERE id = :id", Map.of("id", id));
    }

    public String status(UUID id) {
        return String.valueOf(comment(id).get("status"));
    }

    public int version(UUID id) {
        return (int) number(comment(id), "version");
    }

    public Map<String, Object> thread(Article article) {
        return one("SELECT * FROM thread WHERE id = :id", Map.of("id", article.id()));
    }

    public int count(Article article) {
        return (int) number(thread(article), "published_count");
    }

    /** What the audit has on a comment, oldest first, each as {@code action from to by reason}. */
    public List<String> audit(UUID comment) {
        return all("""
                        SELECT concat_ws(' ', action, coalesce(from_status, '-'), coalesce(to_status, '-'),
                                         coalesce(by_whom, '-'), reason) AS line
                          FROM audit WHERE comment_id = :id ORDER BY id
                        """, Map.of("id", comment)).stream()
                .map(row -> String.valueOf(row.get("line")))
                .toList();
    }

    public Map<String, Object> one(String sql, Map<String, ?> values) {
        return all(sql, values).get(0);
    }

    public List<Map<String, Object>> all(String sql, Map<String, ?> values) {
        return got(database.sql(sql).bindValues(values).fetch().all().collectList());
    }

    public long number(String sql, Map<String, ?> values) {
        return number(one(sql, values), "n");
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).longValue();
    }

    /** What it emits, for which the test waits. */
    public static <T> T got(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(Duration.ofSeconds(60)));
    }

    public void run(String sql, Map<String, ?> values) {
        all(sql, values);
    }

    /** A comment on its way into the store; unless told otherwise it waits, by nobody known, at the top level. */
    public static final class NewComment {
        private final Desk desk;
        private final Article article;
        private String name = "Ayesha";
        private String body = "Well said.";
        private String status = "pending";
        private @Nullable UUID author;
        private @Nullable UUID parent;
        private @Nullable String title;
        private @Nullable String url;
        private byte @Nullable [] dedupeKey;
        private byte @Nullable [] clientHash;

        private NewComment(Desk desk, Article article) {
            this.desk = desk;
            this.article = article;
        }

        public NewComment named(String value) {
            name = value;
            return this;
        }

        public NewComment saying(String value) {
            body = value;
            return this;
        }

        public NewComment standing(String value) {
            status = value;
            return this;
        }

        public NewComment by(UUID value) {
            author = value;
            return this;
        }

        public NewComment under(UUID value) {
            parent = value;
            return this;
        }

        public NewComment on(String itsTitle, String itsUrl) {
            title = itsTitle;
            url = itsUrl;
            return this;
        }

        public NewComment digested(byte[] dedupe, byte[] client) {
            dedupeKey = dedupe;
            clientHash = client;
            return this;
        }

        public UUID add() {
            var id = Ids.next();
            var spec = desk.database
                    .sql("""
                            INSERT INTO comment (id, site_id, thread_id, author_id, parent_id, root_id, depth, name, body,
                                                 status, title, url, submitted_at, receipt_hash, client_hash,
                                                 idempotency_key, fingerprint, dedupe_key, published_at)
                            SELECT :id, :site, :thread, :author, :parent, coalesce(p.root_id, p.id),
                                   coalesce(p.depth, 0) + 1, :name, :body, :status, :title, :url, now(),
                                   sha256(:id::text::bytea), :client, sha256(:name::bytea || :id::text::bytea), '\\x01',
                                   :dedupe, CASE WHEN :status = 'approved' THEN now() END
                              FROM (SELECT 1) AS once LEFT JOIN comment p ON p.id = :parent
                            """)
                    .bind("id", id)
                    .bind("site", article.site())
                    .bind("thread", article.id())
                    .bind("name", name)
                    .bind("body", body)
                    .bind("status", status);
            spec = author == null ? spec.bindNull("author", UUID.class) : spec.bind("author", author);
            spec = parent == null ? spec.bindNull("parent", UUID.class) : spec.bind("parent", parent);
            spec = title == null ? spec.bindNull("title", String.class) : spec.bind("title", title);
            spec = url == null ? spec.bindNull("url", String.class) : spec.bind("url", url);
            spec = dedupeKey == null ? spec.bindNull("dedupe", byte[].class) : spec.bind("dedupe", dedupeKey);
            spec = clientHash == null ? spec.bindNull("client", byte[].class) : spec.bind("client", clientHash);
            spec.fetch().rowsUpdated().block();
            return id;
        }
    }
}
