package greenroom.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Something that goes wrong, and what an operator's machinery would do about it; the rest is the service's. */
interface Fault {
    /** Returns when the cause has passed. */
    void strike(Cluster cluster) throws InterruptedException, SQLException;

    static Fault none() {
        return cluster -> {};
    }

    static Fault replicaKilled() {
        return cluster -> {
            cluster.replica(0).kill();
            cluster.replica(0).start(cluster.databasePort());
        };
    }

    static Fault postgresKilled() {
        return cluster -> {
            cluster.postgres().kill();
            cluster.postgres().startAgain();
        };
    }

    static Fault postgresFrozen(Duration time) {
        return cluster -> {
            cluster.postgres().freeze();
            lasting(time);
            cluster.postgres().thaw();
        };
    }

    static Fault listenConnectionsCut() {
        return cluster -> {
            try (var connection = cluster.postgres().connection();
                    var statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE query LIKE 'LISTEN %' OR query LIKE 'NOTIFY %'");
            }
        };
    }

    /** Every statement waits, until the service's own limits end it, and no connection is free meanwhile. */
    static Fault tablesLocked(Duration time) {
        return cluster -> {
            try (var connection = cluster.postgres().connection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE comment, thread, api_token IN ACCESS EXCLUSIVE MODE");
                lasting(time);
                connection.rollback();
            }
        };
    }

    static Fault networkSlow(Duration delay, Duration time) {
        return cluster -> {
            cluster.wire().delay(delay);
            lasting(time);
            cluster.wire().delay(Duration.ZERO);
        };
    }

    static Fault restartedOneByOne() {
        return Cluster::restartOneByOne;
    }

    private static void lasting(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
