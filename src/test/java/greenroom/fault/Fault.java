package greenroom.fault;

import greenroom.process.Signal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Something that goes wrong, and what an operator's machinery would do about it; the rest is the service's. */
interface Fault {
    /** Returns when the cause has passed. */
    void strike() throws InterruptedException, SQLException;

    static Fault replicaKilled(Cluster cluster) {
        return () -> {
            cluster.replica(0).kill();
            cluster.start(cluster.replica(0));
        };
    }

    static Fault postgresKilled(Cluster cluster) {
        return () -> {
            cluster.postgres().kill();
            cluster.postgres().startAgain();
        };
    }

    static Fault postgresFrozen(Cluster cluster, Duration time) {
        return () -> {
            cluster.postgres().freeze();
            lasting(time);
            cluster.postgres().thaw();
        };
    }

    static Fault redisGone(Cluster cluster, Duration time) {
        return () -> {
            cluster.redis().kill();
            lasting(time);
            cluster.redis().startAgain();
        };
    }

    static Fault listenConnectionsCut(Cluster cluster) {
        return () -> {
            try (var connection = cluster.postgres().connection();
                    var statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE query LIKE 'LISTEN %' OR query LIKE 'NOTIFY %'");
            }
        };
    }

    /** Every statement waits, until the service's own limits end it, and no connection is free meanwhile. */
    static Fault tablesLocked(Cluster cluster, Duration time) {
        return () -> {
            try (var connection = cluster.postgres().connection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE comment, thread, api_token IN ACCESS EXCLUSIVE MODE");
                lasting(time);
                connection.rollback();
            }
        };
    }

    static Fault networkSlow(Cluster cluster, Duration delay, Duration time) {
        return () -> {
            cluster.wire().delay(delay);
            lasting(time);
            cluster.wire().delay(Duration.ZERO);
        };
    }

    /** Each is told to stop, and followed by its next, which is awaited. */
    static Fault restartedOneByOne(Cluster cluster) {
        return () -> {
            for (Replica replica : cluster.replicas()) {
                replica.stop();
                cluster.start(replica);
            }
        };
    }

    /** Until it has room again, which nobody but the disk is told. */
    static Fault diskFull(OneMachine machine, Duration time) {
        return () -> {
            machine.disk().fill();
            lasting(time);
            machine.disk().clear();
        };
    }

    static Fault ownPostgresKilled(OneMachine machine) {
        return () -> Signal.KILL.to(machine.database());
    }

    private static void lasting(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
