import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Offers submissions at a rate, whatever is answered ("open loop"), and measures what a moderator, a reader and a health
 * probe see meanwhile: {@code Overload PORT PIDS PASSWORD WARM_UP SECONDS [TIMES,...]}. Ends by itself.
 *
 * <p>A submission that finds no free connection opens one; with all of them busy it waits, and its time counts from when it
 * was due. Client and service share the machine, so each row also says how many cores each of them used.
 */
class Overload {
    static final int CLOSED_LOOP = 64;
    static final int MOST_CONNECTIONS = 1_500;
    static final double[] TIMES = {0.5, 1, 2, 5, 10};

    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[0]);
        var service = Arrays.stream(arguments[1].split(",")).mapToLong(Long::parseLong).toArray();
        var warmUp = Integer.parseInt(arguments[3]);
        var seconds = Integer.parseInt(arguments[4]);
        var desk = new Desk(port, arguments[2]);
        try (var flood = new Flood(port)) {
            flood.closedLoop(CLOSED_LOOP, warmUp);
            var best = 0L;
            for (int round = 0; round < 3; round++) {
                best = Math.max(best, flood.closedLoop(CLOSED_LOOP, seconds).accepted() / seconds);
            }
            System.out.printf("capacity: %d accepted a second (best of three, closed loop, %d connections)%n%n", best,
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

    static void row(double times, long rate, long best, int seconds, Flood flood, Desk desk, int port, long... service)
            throws Exception {
        var probes = List.of(
                new Probe(port, 100, desk::queue),
                new Probe(port, 100, desk::decision),
                new Probe(port, 20, desk::read),
                new Probe(port, 50, desk::ready));
        desk.gather(seconds * 10 + 20);
        probes.forEach(Thread::start);
        var cpu = Cpu.of(service);
        var own = Cpu.of(ProcessHandle.current().pid());
        var result = flood.openLoop(rate, seconds);
        cpu = Cpu.of(service) - cpu;
        own = Cpu.of(ProcessHandle.current().pid()) - own;
        for (var probe : probes) {
            probe.finish();
        }
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

    /** Milliseconds, each kept. */
    static final class Times {
        private int[] micros = new int[1 << 16];
        private int size;

        void add(long nanos) {
            if (size == micros.length) {
                micros = Arrays.copyOf(micros, size * 2);
            }
            micros[size++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
        }

        int size() {
            return size;
        }

        double percentile(int percent) {
            if (size == 0) {
                return 0;
            }
            var sorted = Arrays.copyOf(micros, size);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(size - 1, Math.ceil(size * percent / 100.0) - 1)] / 1_000.0;
        }
    }

    static final class Result {
        final Times kept = new Times();
        final Times refused = new Times();
        long sent;
        long others;

        long accepted() {
            return kept.size();
        }
    }

    /** CPU seconds of a process and of all that it started. */
    static final class Cpu {
        static double of(long... pids) {
            return Arrays.stream(pids).boxed().flatMap(pid -> ProcessHandle.of(pid).stream())
                    .flatMap(process -> java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(process), process.descendants()))
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

    /** All connections on one thread. */
    static final class Flood implements AutoCloseable {
        private final InetSocketAddress service;
        private final Selector selector = Selector.open();
        private final ArrayDeque<Connection> idle = new ArrayDeque<>();
        private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
        private final Template template;
        private int connections;
        private int busy;
        private Result result = new Result();

        Flood(int port) throws IOException {
            this.service = new InetSocketAddress("127.0.0.1", port);
            this.template = new Template(port);
        }

        /** So many connections, each sending again as soon as it is answered. */
        Result closedLoop(int many, int seconds) throws IOException {
            result = new Result();
            var ends = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < ends) {
                while (busy < many) {
                    send(System.nanoTime());
                }
                poll(1);
            }
            drain();
            return result;
        }

        /** So many a second, each at its time. */
        Result openLoop(long rate, int seconds) throws IOException {
            result = new Result();
            var began = System.nanoTime();
            var between = 1e9 / rate;
            var total = rate * seconds;
            for (long due = 0; due < total; ) {
                var now = System.nanoTime();
                if (now - began > (seconds + 3) * 1_000_000_000L) {
                    break;
                }
                while (due < total && began + due * between <= now && (!idle.isEmpty() || connections < MOST_CONNECTIONS)) {
                    send(began + (long) (due++ * between));
                }
                poll(0);
            }
            drain();
            return result;
        }

        private void send(long due) throws IOException {
            var connection = idle.pollFirst();
            if (connection == null) {
                connection = new Connection(SocketChannel.open());
                connections++;
            }
            busy++;
            result.sent++;
            connection.send(due);
        }

        private void drain() throws IOException {
            var ends = System.nanoTime() + 5_000_000_000L;
            while (busy > 0 && System.nanoTime() < ends) {
                poll(50);
            }
            result.others += busy;
        }

        private void poll(long millis) throws IOException {
            if (millis == 0) {
                selector.selectNow();
            } else {
                selector.select(millis);
            }
            var keys = selector.selectedKeys();
            for (var key : keys) {
                var connection = (Connection) key.attachment();
                try {
                    connection.ready(key);
                } catch (IOException broken) {
                    connection.lose(key);
                }
            }
            keys.clear();
        }

        @Override
        public void close() throws IOException {
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }

        private final class Connection {
            private final SocketChannel channel;
            private final SelectionKey key;
            private byte[] got = new byte[4096];
            private int length;
            private ByteBuffer out = ByteBuffer.allocate(0);
            private long due;
            private boolean waiting;

            Connection(SocketChannel channel) throws IOException {
                this.channel = channel;
                channel.configureBlocking(false);
                channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
                this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
                channel.connect(service);
            }

            void send(long at) throws IOException {
                due = at;
                waiting = true;
                length = 0;
                out = template.next(out);
                if (channel.isConnected()) {
                    write(key);
                }
            }

            void ready(SelectionKey key) throws IOException {
                if (key.isConnectable() && channel.finishConnect()) {
                    write(key);
                } else if (key.isWritable()) {
                    write(key);
                }
                if (key.isReadable()) {
                    read(key);
                }
            }

            private void write(SelectionKey key) throws IOException {
                channel.write(out);
                var wanted = out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ;
                if (key.interestOps() != wanted) {
                    key.interestOps(wanted);
                }
            }

            private void read(SelectionKey key) throws IOException {
                in.clear();
                var read = channel.read(in);
                if (read < 0) {
                    throw new IOException("closed");
                }
                if (length + read > got.length) {
                    got = Arrays.copyOf(got, Math.max(got.length * 2, length + read));
                }
                in.flip().get(got, length, read);
                length += read;
                if (waiting && isWhole()) {
                    answered(key);
                }
            }

            private boolean isWhole() {
                var head = indexOf("\r\n\r\n", length);
                if (head < 0) {
                    return false;
                }
                var field = indexOf("ontent-length: ", head);
                if (field < 0) {
                    field = indexOf("ontent-Length: ", head);
                }
                var body = 0;
                for (int i = field + 15; field >= 0 && got[i] >= '0' && got[i] <= '9'; i++) {
                    body = body * 10 + got[i] - '0';
                }
                return length >= head + 4 + body;
            }

            private int indexOf(String what, int end) {
                for (int i = 0; i <= end - what.length(); i++) {
                    var j = 0;
                    while (j < what.length() && got[i + j] == what.charAt(j)) {
                        j++;
                    }
                    if (j == what.length()) {
                        return i;
                    }
                }
                return -1;
            }

            private void answered(SelectionKey key) throws IOException {
                var took = System.nanoTime() - due;
                waiting = false;
                busy--;
                switch (new String(got, 9, 3, StandardCharsets.US_ASCII)) {
                    case "202" -> result.kept.add(took);
                    case "503" -> result.refused.add(took);
                    default -> result.others++;
                }
                idle.addFirst(this);
            }

            void lose(SelectionKey key) throws IOException {
                channel.close();
                key.cancel();
                connections--;
                if (waiting) {
                    busy--;
                    result.others++;
                } else {
                    idle.remove(this);
                }
            }
        }
    }

    /** A submission of which no two are alike: the same bytes but for a number of fixed width, in three places. */
    static final class Template {
        private static final String NUMBER = "##########";
        private final byte[] bytes;
        private final int[] places = new int[2];
        private long number = System.currentTimeMillis() % 1_000_000 * 1_000_000;

        Template(int port) {
            var body = "{\"thread\":{\"key\":\"article-" + port % 40 + "\",\"url\":\"http://127.0.0.1:" + port + "/article\",\"title\":\"The"
                    + " article\"},\"name\":\"Ayesha\",\"email\":\"reader" + NUMBER + "@example.org\",\"body\":\"I read the whole piece"
                    + " twice, and what stays with me is the part about the dates: three of them were promised before, and nobody has"
                    + " said yet what came of those. Could somebody who was there tell us more? Thanks for this. " + NUMBER
                    + "\",\"locale\":\"en\",\"notifyReplies\":false,\"website\":\"\"}";
            var head = "POST /api/v1/sites/demo/comments HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
            bytes = (head + body).getBytes(StandardCharsets.US_ASCII);
            places[0] = (head + body).indexOf(NUMBER);
            places[1] = (head + body).lastIndexOf(NUMBER);
        }

        ByteBuffer next(ByteBuffer former) {
            var out = former.capacity() == bytes.length ? former.clear() : ByteBuffer.allocateDirect(bytes.length);
            number++;
            for (int place : places) {
                var left = number;
                for (int i = NUMBER.length() - 1; i >= 0; i--) {
                    bytes[place + i] = (byte) ('0' + left % 10);
                    left /= 10;
                }
            }
            out.put(bytes).flip();
            return out;
        }
    }

    /** What somebody does again and again at a pace, one request after the other on one connection. */
    static final class Probe extends Thread {
        final Times times = new Times();
        volatile int failures;
        volatile String failure = "";
        private final int everyMillis;
        private final Plain plain;
        private final Act act;
        private volatile boolean ended;

        interface Act {
            int on(Plain plain) throws IOException;
        }

        Probe(int port, int everyMillis, Act act) {
            this.everyMillis = everyMillis;
            this.plain = new Plain(port);
            this.act = act;
            setDaemon(true);
        }

        @Override
        public void run() {
            var due = System.nanoTime();
            while (!ended) {
                try {
                    var status = act.on(plain);
                    if (status == 200) {
                        times.add(System.nanoTime() - due);
                    } else {
                        fail("status " + status);
                    }
                    due = Math.max(due + everyMillis * 1_000_000L, System.nanoTime() - 1_000_000_000L);
                    Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                } catch (IOException e) {
                    fail(e.toString());
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void fail(String why) {
            failures++;
            failure = why;
        }

        void finish() throws InterruptedException {
            ended = true;
            join(10_000);
        }
    }
}
