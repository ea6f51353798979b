package greenroom.fault;

import greenroom.service.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * All faults, one after the other, with more comments than the tests take; {@code src/bench/run faults} runs it. It prints a
 * row for each as it goes, and fails where a comment was lost or stored twice, or a decision not applied once.
 */
final class FaultMatrix {
    private static final int WRITERS = 32;
    private static final int COMMENTS = 100_000;
    private static final int EACH = 13_500;
    private static final int ON_ONE_MACHINE = 6_000;

    /** So that all of it takes ten minutes at most, on a machine that cannot do as many too. */
    private static final Duration MOST = Duration.ofSeconds(30);

    private final List<Outcome> outcomes = new ArrayList<>();

    private FaultMatrix() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        LoggingSystem.get(FaultMatrix.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
        var folder = Files.createTempDirectory("greenroom-faults");
        boolean passed;
        try {
            passed = new FaultMatrix().passes(folder);
        } finally {
            delete(folder);
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean passes(Path folder) throws IOException, InterruptedException, SQLException {
        System.out.print("\n" + Outcome.heading());
        try (var cluster = Cluster.started(Files.createDirectory(folder.resolve("cluster")))) {
            onTheCluster(cluster);
        }
        onOneMachine(Files.createDirectory(folder.resolve("machine")));
        return sum();
    }

    private void onTheCluster(Cluster cluster) throws InterruptedException, SQLException {
        var trial = new Trial(cluster, WRITERS);
        System.out.print(trial.of("none", () -> {}, EACH, MOST).line());
        row(trial, "replica killed", Fault.replicaKilled(cluster), EACH);
        row(trial, "PostgreSQL killed", Fault.postgresKilled(cluster), EACH);
        row(trial, "PostgreSQL frozen 15 s", Fault.postgresFrozen(cluster, Duration.ofSeconds(15)), EACH);
        row(trial, "LISTEN cut", Fault.listenConnectionsCut(cluster), EACH);
        row(trial, "tables locked 10 s", Fault.tablesLocked(cluster, Duration.ofSeconds(10)), EACH);
        redis(trial, cluster);
        cluster.overTheWire();
        row(trial, "rolling restart", Fault.restartedOneByOne(cluster), EACH);
        row(
                trial,
                "network 50 ms slow",
                Fault.networkSlow(cluster, Duration.ofMillis(50), Duration.ofSeconds(15)),
                EACH);
    }

    private void redis(Trial trial, Cluster cluster) throws InterruptedException, SQLException {
        if (!RedisServer.isInstalled()) {
            System.out.println("Redis gone: left out, for there is no redis-server on this machine");
            return;
        }
        row(trial, "Redis gone for 10 s", Fault.redisGone(cluster, Duration.ofSeconds(10)), EACH);
    }

    private void onOneMachine(Path folder) throws InterruptedException, SQLException {
        var obstacle = SmallDisk.obstacle(folder);
        if (obstacle.isPresent()) {
            System.out.println("disk full: left out, for " + obstacle.get());
            return;
        }
        try (var machine = OneMachine.started(folder)) {
            var trial = new Trial(machine, WRITERS);
            row(trial, "own PostgreSQL killed", Fault.ownPostgresKilled(machine), ON_ONE_MACHINE);
            row(trial, "disk full 10 s", Fault.diskFull(machine, Duration.ofSeconds(10)), ON_ONE_MACHINE);
        }
    }

    private void row(Trial trial, String name, Fault fault, int wanted) throws InterruptedException, SQLException {
        var outcome = trial.of(name, fault, wanted, MOST);
        outcomes.add(outcome);
        System.out.print(outcome.line());
    }

    private boolean sum() {
        var accepted = outcomes.stream().mapToInt(Outcome::accepted).sum();
        var unsound = outcomes.stream().filter(outcome -> !outcome.isSound()).toList();
        System.out.printf(
                "with the faults %d comments were accepted (wanted: at least %d), %d lost, %d doubled, %d misdecided%n",
                accepted,
                COMMENTS,
                outcomes.stream().mapToInt(Outcome::lost).sum(),
                outcomes.stream().mapToInt(Outcome::doubled).sum(),
                outcomes.stream().mapToInt(Outcome::misdecided).sum());
        unsound.forEach(outcome -> System.out.println("unsound: " + outcome));
        return unsound.isEmpty() && accepted >= COMMENTS;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
