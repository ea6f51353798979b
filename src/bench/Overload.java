import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Offers submissions at a rate, whatever is answered ("open loop"), and measures what a moderator, a reader and a health
 * probe see meanwhile: {@code Overload PORT PIDS PASSWORD WARM_UP SECONDS [TIMES,...]}. Ends by itself.
 *
 * <p>A submission that finds no free connection opens one; with all of them busy it waits, and its time counts from when it
 * was due. Client and service share the machine, so each row also says how many cores each of them used.
 */
class Overload {
    static final int CLOSED_LOOP = 64;
    static final int REFUSED_TO_WARM_UP = 20_000;
    static final double[] TIMES = {0.5, 1, 2, 5, 10};

    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[0]);
        var service = Arrays.stream(arguments[1].split(",")).mapToLong(Long::parseLong).toArray();
        var warmUp = Integer.parseInt(arguments[3]);
        var seconds = Integer.parseInt(arguments[4]);
        var desk = new Desk(port, arguments[2]);
        try (var flood = new Flood(port)) {
            flood.closedLoop(CLOSED_LOOP, warmUp / 2);
            desk.gather(warmUp * 5 + 20);
            var guests = probes(port, desk);
            guests.forEach(Thread::start);
            flood.closedLoop(CLOSED_LOOP, warmUp - warmUp / 2);
            finish(guests);
            flood.openLoop(REFUSED_TO_WARM_UP, 5);
            var best = 0L;
            var cores = 0.0;
            for (int round = 0; round < 3; round++) {
                var cpu = Cpu.of(service);
                var rate = flood.closedLoop(CLOSED_LOOP, seconds).accepted() / seconds;
                if (rate > best) {
                    best = rate;
                    cores = (Cpu.of(service) - cpu) / seconds;
                }
            }
            System.out.printf(Locale.ROOT,
                    "capacity: %d accepted a second on %.2f cores (best of three, closed loop, %d connections)%n%n", best, cores,
                    CLOSED_LOOP);
            System.out.flush();
            System.out.printf("%5s %8s %8s %8s %6s %7s | %9s %9s | %9s %9s | %9s %9s %9s %9s | %5s %5s%n", "times",
                    "offered", "accepted", "refused", "other", "of best", "acc. p50", "acc. p99", "ref. p50", "ref. p99",
                    "queue p99", "decide p99", "read p99", "ready p99", "cores", "ours");
            var rows = arguments.length > 5
                    ? Arrays.stream(arguments[5].split(",")).mapToDouble(Double::parseDouble).toArray()
                    : TIMES;
            for (double times : rows) {
                row(times, Math.round(best * times), best, seconds, flood, desk, port, service);
            }
        }
        System.exit(0);
    }

    /** A moderator who turns five pages and decides five times a second, a reader, and what asks for our health. */
    static List<Probe> probes(int port, Desk desk) {
        return List.of(
                new Probe(port, 200, desk::queue),
                new Probe(port, 200, desk::decision),
                new Probe(port, 20, desk::read),
                new Probe(port, 50, desk::ready));
    }

    static void finish(List<Probe> probes) throws InterruptedException {
        for (var probe : probes) {
            probe.finish();
        }
    }

    static void row(double times, long rate, long best, int seconds, Flood flood, Desk desk, int port, long... service)
            throws Exception {
        var probes = probes(port, desk);
        desk.gather(seconds * 5 + 20);
        probes.forEach(Thread::start);
        var cpu = Cpu.of(service);
        var own = Cpu.of(ProcessHandle.current().pid());
        var result = flood.openLoop(rate, seconds);
        cpu = Cpu.of(service) - cpu;
        own = Cpu.of(ProcessHandle.current().pid()) - own;
        finish(probes);
        System.out.printf(Locale.ROOT,
                "%5.1f %8d %8d %8d %6d %6.0f%% | %6.1f ms %6.1f ms | %6.1f ms %6.1f ms | %6.1f ms %6.1f ms %6.1f ms %6.1f ms | %5.2f %5.2f%n",
                times, result.sent / seconds, result.accepted() / seconds, result.refused.size() / seconds, result.others,
                100.0 * result.accepted() / seconds / best, result.kept.percentile(50), result.kept.percentile(99),
                result.refused.percentile(50), result.refused.percentile(99), probes.get(0).times.percentile(99),
                probes.get(1).times.percentile(99), probes.get(2).times.percentile(99),
                probes.get(3).times.percentile(99), cpu / seconds, own / seconds);
        for (var probe : probes) {
            if (probe.failures > 0) {
                System.out.printf("      a probe failed %d times: %s%n", probe.failures, probe.failure);
            }
        }
        System.out.flush();
        Thread.sleep(2_000);
    }

    /** CPU seconds of a process and of all that it started. */
    static final class Cpu {
        static double of(long... pids) {
            return Arrays.stream(pids).boxed().flatMap(pid -> ProcessHandle.of(pid).stream())
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .mapToLong(process -> ticks(process.pid()))
                    .sum() / 100.0;
        }

        private static long ticks(long pid) {
            try {
                var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            } catch (IOException gone) {
                return 0;
            }
        }
    }
}
