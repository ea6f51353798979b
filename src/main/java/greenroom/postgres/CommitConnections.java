package greenroom.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The few connections that belong to the submissions' group commit, apart from everybody else's. */
public final class CommitConnections {
    private final ConnectionPool pool;

    CommitConnections(ConnectionPool pool) {
        this.pool = pool;
    }

    /** How many commits may be under way at once. */
    public int size() {
        return pool.getMetrics().map(metrics -> metrics.getMaxAllocatedSize()).orElse(1);
    }

    /**
     * Does the work on a connection of its own and gives it back.
     *
     * <p>Errors with {@link Unreachable} when there was none to be had, so that the work never began; other errors are the
     * work's.
     */
    public <T> Mono<T> with(Function<Connection, Publisher<T>> work) {
        return Mono.usingWhen(connection(), connection -> Mono.from(work.apply(connection)), Connection::close);
    }

    private Mono<Connection> connection() {
        return pool.create().onErrorMap(Unreachable::new);
    }

    /** No connection within the time allowed: nothing was sent to the store. */
    public static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreachable(Throwable cause) {
            super("No connection to the store", cause);
        }
    }
}
