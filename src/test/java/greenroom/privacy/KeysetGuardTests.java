package greenroom.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.r2dbc.spi.ConnectionFactories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class KeysetGuardTests {
    private static final EmailAddress AYESHA = TestVault.email("ayesha@example.org");

    private static EmbeddedPostgres postgres;
    private static DatabaseClient database;

    private final Keyset keyset = Keyset.generate();

    @BeforeAll
    static void startsPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = DatabaseClient.create(
                ConnectionFactories.get("r2dbc:postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres"));
    }

    @AfterAll
    static void stopsPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void emptiesTheDatabase() {
        run("DROP TABLE IF EXISTS installation");
        run("DROP TABLE IF EXISTS author");
        run("CREATE TABLE installation (name text PRIMARY KEY, value bytea NOT NULL)");
        run("CREATE TABLE author (id uuid PRIMARY KEY, email_lookup bytea, email_sealed bytea)");
    }

    @Test
    void anEmptyDatabaseTakesTheFirstKeysetItMeets() {
        assertThatCode(() -> start(keyset)).doesNotThrowAnyException();
        assertThatCode(() -> start(keyset)).doesNotThrowAnyException();
        stops(Keyset.generate(), "not the one this database was written with");
    }

    @Test
    void goesOnWithItsAuthors() {
        passes(keyset);
        author(1, keyset);
        passes(keyset);
    }

    @Test
    void anotherKeysetThanTheAuthorsStopsTheStart() {
        passes(keyset);
        author(1, keyset);
        stops(Keyset.generate(), "not the one this database was written with");
    }

    @Test
    void authorsWithoutAKnownKeysetStopTheStartAndNoneIsRemembered() {
        author(1, keyset);
        stops(Keyset.generate(), "not the one this database was written with");
        stops(Keyset.generate(), "not the one this database was written with");
        assertThat(remembered()).isZero();
    }

    @Test
    void aRotatedKeysetPassesAndTheOneBeforeNoLonger() {
        passes(keyset);
        author(1, keyset);
        var rotated = keyset.rotated();
        passes(rotated);
        author(2, rotated);

        passes(rotated);
        stops(keyset, "from before the last rotation");
    }

    @Test
    void aKeysetPutTogetherFromTwoStopsTheStart() throws Exception {
        passes(keyset);
        author(1, keyset);
        var other = Keyset.generate();

        stops(Keyset.of(other.sealHandle(), keyset.lookupHandle(), keyset.root()), "put together from two");
        stops(Keyset.of(keyset.sealHandle(), other.lookupHandle(), keyset.root()), "put together from two");
    }

    @Test
    void erasedAuthorsDisturbNothing() {
        passes(keyset);
        author(1, keyset);
        run("INSERT INTO author VALUES ('" + id(2) + "', NULL, NULL)");

        passes(keyset);
        stops(Keyset.generate(), "not the one this database was written with");
    }

    @Test
    void ofKeysetsThatMeetAnEmptyDatabaseAtOnceOneIsKept() {
        var guards = new ArrayList<Mono<Boolean>>();
        for (int i = 0; i < 8; i++) {
            guards.add(new KeysetGuard(database, Keyset.generate())
                    .check()
                    .thenReturn(true)
                    .onErrorReturn(KeysetProblem.class, false));
        }

        var passed = Flux.merge(guards).filter(kept -> kept).count().block();

        assertThat(passed).isEqualTo(1);
        assertThat(remembered()).isEqualTo(1);
    }

    @Test
    void aDatabaseWithoutItsTablesStopsTheStart() {
        run("DROP TABLE installation");

        stops(keyset, "did not tell whether the keyset belongs to it");
    }

    @Test
    void standsInTheWayOfTheWholeService() {
        author(1, keyset);

        new ApplicationContextRunner()
                .withBean(DatabaseClient.class, () -> database)
                .withBean(Keyset.class, Keyset::generate)
                .withUserConfiguration(KeysetGuard.class)
                .run(context -> assertThat(context).getFailure().hasRootCauseInstanceOf(KeysetProblem.class));
    }

    private static void start(Keyset keyset) throws InterruptedException {
        new KeysetGuard(database, keyset).afterPropertiesSet();
    }

    private static void passes(Keyset keyset) {
        assertThatCode(() -> start(keyset)).doesNotThrowAnyException();
    }

    private static void stops(Keyset keyset, String sentence) {
        assertThatExceptionOfType(KeysetProblem.class)
                .isThrownBy(() -> start(keyset))
                .withMessageContaining(sentence);
    }

    private static void author(int number, Keyset keyset) {
        var emails = new Emails(keyset);
        database.sql("INSERT INTO author VALUES (:id, :lookup, :sealed)")
                .bind("id", id(number))
                .bind("lookup", ByteBuffer.wrap(emails.lookup(AYESHA, "demo").value()))
                .bind(
                        "sealed",
                        ByteBuffer.wrap(emails.seal(AYESHA, "demo", id(number)).ciphertext()))
                .then()
                .block();
    }

    private static UUID id(int number) {
        return UUID.fromString("01938f2e-0000-7000-8000-00000000000" + number);
    }

    private static Long remembered() {
        return database.sql("SELECT count(*) FROM installation")
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static void run(String sql) {
        database.sql(sql).then().block();
    }
}
