package greenroom.postgres;

import greenroom.postgres.DatabaseSettings.Durability;
import io.r2dbc.spi.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Refuses at the start a store that could lose what it confirmed, or that is too old for our statements. */
final class StoreCheck implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(StoreCheck.class);
    private static final int OLDEST = 150000;

    private static final String STORE = """
            SELECT current_setting('server_version_num')::int AS version,
                   current_setting('fsync') AS fsync,
                   current_setting('full_page_writes') AS full_page_writes
            """;

    private final DatabaseClient database;
    private final Durability durability;

    StoreCheck(ConnectionFactory connections, Durability durability) {
        this.database = DatabaseClient.create(connections);
        this.durability = durability;
    }

    @Override
    public void afterPropertiesSet() {
        AtStart.await(describe().doOnNext(this::judge), "its settings were read");
    }

    private Mono<Store> describe() {
        return database.sql(STORE).mapProperties(Store.class).one();
    }

    private void judge(Store store) {
        if (store.version() < OLDEST) {
            throw new IllegalStateException("PostgreSQL 15 or newer is needed; this one is " + store.version() / 10000
                    + ". Upgrade it, or leave spring.r2dbc.url unset to use the embedded one.");
        }
        if (store.isDurable()) {
            return;
        }
        if (durability == Durability.STRICT) {
            throw new IllegalStateException(
                    "PostgreSQL runs with fsync or full_page_writes off and may lose comments that"
                            + " were accepted. Turn both on, or set greenroom.durability=relaxed to accept the loss.");
        }
        log.warn("PostgreSQL runs with fsync or full_page_writes off: a power cut may lose accepted comments");
    }

    record Store(int version, String fsync, String fullPageWrites) {
        boolean isDurable() {
            return fsync.equals("on") && fullPageWrites.equals("on");
        }
    }
}
