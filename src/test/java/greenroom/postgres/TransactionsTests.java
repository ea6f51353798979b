package greenroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import greenroom.service.RunningService;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import reactor.core.publisher.Mono;

class TransactionsTests extends RunningService {
    private static final AtomicInteger names = new AtomicInteger();

    @Autowired
    private Transactions transactions;

    private String name = "";

    @BeforeEach
    void choose() {
        name = "transactions-test-" + names.incrementAndGet();
    }

    private Mono<Long> insert() {
        return database.sql("INSERT INTO installation (name, value) VALUES (:name, '')")
                .bind("name", name)
                .fetch()
                .rowsUpdated();
    }

    private boolean isThere() {
        var count = database.sql("SELECT count(*) AS n FROM installation WHERE name = :name")
                .bind("name", name)
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
        return Objects.requireNonNull(count) == 1;
    }

    @Test
    void keepNothingOfWorkThatFails() {
        var work = insert().then(Mono.<Void>error(new IllegalStateException("after the insert")));

        assertThatThrownBy(() -> transactions.whole(work).block()).isInstanceOf(IllegalStateException.class);
        assertThat(isThere()).isFalse();
    }

    @Test
    void endWhatTheyBeganWhenNobodyWaitsAnyMore() {
        var work = insert().delayUntil(inserted -> Mono.delay(Duration.ofMillis(100)));

        transactions.whole(work).subscribe().dispose();

        await().until(this::isThere);
    }

    @Test
    void beginAnewAfterADeadlock() {
        var tries = new AtomicInteger();
        var work = insert().flatMap(inserted -> tries.incrementAndGet() < 3
                ? Mono.error(new PessimisticLockingFailureException("deadlock detected"))
                : Mono.just("done"));

        assertThat(transactions.whole(work).block()).isEqualTo("done");
        assertThat(isThere()).isTrue();
    }

    @Test
    void giveUpAfterTheThirdDeadlock() {
        var tries = new AtomicInteger();
        var work = Mono.defer(() -> {
            tries.incrementAndGet();
            return Mono.error(new PessimisticLockingFailureException("deadlock detected"));
        });

        assertThatThrownBy(() -> transactions.whole(work).block())
                .isInstanceOf(PessimisticLockingFailureException.class);
        assertThat(tries).hasValue(3);
    }
}
