package greenroom.submission;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.postgres.CommitConnections;
import greenroom.service.RunningService;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class SubmissionStoreTests extends RunningService {
    @Autowired
    private CommitConnections connections;

    @Test
    void makesEachThreadAndEachAuthorOnceHoweverManySubmitAtOnce() {
        var thread = newThread();
        var emails = List.of(newEmail(), newEmail(), newEmail());

        IntStream.range(0, 60)
                .parallel()
                .forEach(n -> reader.submits(
                        aSubmission().to(thread).from(emails.get(n % 3)).saying("Comment number " + n)));

        assertThat(count("""
                SELECT count(*) FROM comment c JOIN thread t ON t.id = c.thread_id WHERE t.key = :thread
                """, thread)).isEqualTo(60);
        assertThat(count("""
                SELECT count(DISTINCT c.author_id) FROM comment c JOIN thread t ON t.id = c.thread_id
                 WHERE t.key = :thread
                """, thread)).isEqualTo(3);
    }

    /** What is planned while the tables are empty serves when they are large. */
    @Test
    void plansNothingThatGrowsWithTheStore() {
        var plan = String.join("\n", plan());

        assertThat(plan)
                .doesNotContain("Seq Scan")
                .doesNotContain("Nested Loop")
                .contains(
                        "thread_site_id_key_key",
                        "author_site_id_email_lookup_key",
                        "comment_by_author",
                        "comment_repeat");
    }

    /** As a connection of the group commit plans the statement. The texts are quoted, for the driver to find no parameters. */
    private List<String> plan() {
        return Objects.requireNonNull(connections
                .with(connection -> Flux.concat(
                                run(
                                        connection,
                                        "DO $do$ BEGIN EXECUTE $sql$PREPARE probe AS " + SubmissionStore.STORE
                                                + "$sql$; END $do$"),
                                run(connection, "EXPLAIN EXECUTE probe(" + "NULL, ".repeat(31) + "NULL)"),
                                run(connection, "DEALLOCATE probe"))
                        .collectList())
                .block());
    }

    private static Flux<String> run(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> String.valueOf(row.get(0))));
    }

    private long count(String sql, String thread) {
        return Objects.requireNonNull(database.sql(sql)
                .bind("thread", thread)
                .mapValue(Long.class)
                .one()
                .block());
    }
}
