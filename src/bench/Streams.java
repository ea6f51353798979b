import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Opens event streams, a hundred from each of many loopback addresses, and measures what they cost the service and how soon
 * they hear of a comment: {@code Streams PORT PID PASSWORD STREAMS STALLED}. Then some whose reader takes nothing are told
 * more than any buffer holds. Ends by itself.
 */
class Streams {
    static final int OF_ONE_ADDRESS = 100;
    static final int COMMENTS = 5;
    static final int EVENTS_TO_THE_STALLED = 100;
    static final int OPENING_AT_ONCE = 200;

    private final int port;
    private final long service;
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    private final List<Stream> streams = new ArrayList<>();
    private int open;
    private int refused;
    private int ended;
    private long told;
    private final List<Long> heard = new ArrayList<>();

    Streams(int port, long service) throws IOException {
        this.port = port;
        this.service = service;
    }

    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[0]);
        var many = Integer.parseInt(arguments[3]);
        var stalled = Integer.parseInt(arguments[4]);
        var desk = new Desk(port, arguments[2]);
        var bench = new Streams(port, Long.parseLong(arguments[1]));
        desk.publishes("live", "To begin with.", 0);
        desk.publishes("slow", "To begin with.", 0);
        bench.open("live", OPENING_AT_ONCE, 0, false);
        bench.closeAll();
        bench.measure(desk, many);
        bench.closeAll();
        bench.stall(desk, stalled);
        bench.closeAll();
        bench.pipeline();
        System.exit(0);
    }

    void measure(Desk desk, int many) throws Exception {
        var before = resident();
        var began = System.nanoTime();
        open("live", many, 0, false);
        System.out.printf("  %d streams open after %.1f s, %d refused%n", open, (System.nanoTime() - began) / 1e9, refused);
        var after = resident();
        System.out.printf(Locale.ROOT, "  resident memory %.0f MiB before, %.0f MiB after: %.1f MiB, %.1f KiB a stream%n", before,
                after, after - before, (after - before) * 1024 / open);
        for (int number = 1; number <= COMMENTS; number++) {
            told = desk.publishes("live", "Number " + System.nanoTime(), number);
            readFor(2_000);
        }
        var delays = heard.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "  %d of %d events heard, from the decision on: p50 %.0f ms, p99 %.0f ms, last %.0f ms%n",
                delays.length, (long) open * COMMENTS, millis(delays, 50), millis(delays, 99), millis(delays, 100));
        System.out.printf(Locale.ROOT, "  resident memory %.0f MiB after these%n", resident());
    }

    private static double millis(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, sorted.length * percent / 100 - 1)] / 1e6;
    }

    void stall(Desk desk, int many) throws Exception {
        open("slow", many, 128, true);
        var before = heap();
        var residentBefore = resident();
        var body = "All that is said here, and more. ".repeat(290);
        for (int number = 1; number <= EVENTS_TO_THE_STALLED; number++) {
            desk.publishes("slow", body + System.nanoTime(), number);
        }
        System.out.printf(Locale.ROOT,
                "  %d stalled readers, %d events of 10 KB each (%d in all): heap %.0f MiB before, %.0f MiB after; resident %.0f and %.0f MiB%n",
                open, EVENTS_TO_THE_STALLED, open * EVENTS_TO_THE_STALLED, before, heap(), residentBefore, resident());
    }

    /** One after the other on one connection, whose answers nobody reads. */
    void pipeline() throws Exception {
        var before = heap();
        try (var greedy = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
            greedy.configureBlocking(false);
            var requests = ByteBuffer.wrap(("GET /api/v1/sites/demo/comments?thread=slow HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\n\r\n").repeat(10_000).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 300 && requests.hasRemaining(); i++) {
                greedy.write(requests);
                Thread.sleep(10);
            }
            System.out.printf(Locale.ROOT,
                    "  10000 requests sent at once, no answer read: heap %.0f MiB before, %.0f MiB after; %d KiB of them not taken%n",
                    before, heap(), requests.remaining() / 1024);
        }
    }

    /** From addresses that no other part uses: 127.PART.x.y. */
    void open(String thread, int many, int part, boolean stalled) throws Exception {
        var request = ("GET /api/v1/sites/demo/events?thread=" + thread + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var deadline = System.nanoTime() + 60_000_000_000L;
        for (int begun = 0; begun < many || open + refused + ended < many; ) {
            while (begun < many && begun - open - refused - ended < OPENING_AT_ONCE) {
                streams.add(new Stream(begun++ / OF_ONE_ADDRESS, part, request, stalled));
            }
            poll(10);
            if (System.nanoTime() > deadline) {
                throw new IOException("only " + open + " streams were opened within a minute");
            }
        }
    }

    private void readFor(long millis) throws IOException {
        var ends = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < ends) {
            poll(10);
        }
    }

    private void poll(long millis) throws IOException {
        selector.select(millis);
        for (var key : selector.selectedKeys()) {
            try {
                ((Stream) key.attachment()).ready(key);
            } catch (IOException broken) {
                ended++;
                key.channel().close();
            }
        }
        selector.selectedKeys().clear();
    }

    void closeAll() throws Exception {
        for (var stream : streams) {
            stream.channel.close();
        }
        selector.selectNow();
        streams.clear();
        open = refused = ended = 0;
        heard.clear();
        Thread.sleep(3_000);
    }

    final class Stream {
        private final SocketChannel channel = SocketChannel.open();
        private final ByteBuffer request;
        private final boolean stalled;
        private boolean isOpen;

        Stream(int address, int part, byte[] request, boolean stalled) throws IOException {
            this.request = ByteBuffer.wrap(request);
            this.stalled = stalled;
            channel.configureBlocking(false);
            if (stalled) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            }
            channel.bind(new InetSocketAddress("127." + part + "." + (1 + address / 200) + "." + (1 + address % 200), 0));
            channel.register(selector, SelectionKey.OP_CONNECT, this);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
        }

        void ready(SelectionKey key) throws IOException {
            if (key.isConnectable() && channel.finishConnect()) {
                channel.write(request);
                key.interestOps(SelectionKey.OP_READ);
            }
            if (!key.isReadable()) {
                return;
            }
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("closed");
            }
            var got = new byte[in.flip().remaining()];
            in.get(got);
            hear(key, new String(got, StandardCharsets.ISO_8859_1));
        }

        private void hear(SelectionKey key, String text) throws IOException {
            if (!isOpen && text.startsWith("HTTP/1.1 200")) {
                isOpen = true;
                open++;
            } else if (!isOpen) {
                refused++;
                channel.close();
                return;
            }
            if (text.contains("event: published") && told != 0) {
                heard.add(System.nanoTime() - told);
            }
            if (stalled) {
                key.interestOps(0);
            }
        }
    }

    /** MiB, after a collection. */
    private double resident() throws Exception {
        collect();
        var line = Files.readAllLines(Path.of("/proc/" + service + "/status")).stream()
                .filter(it -> it.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }

    private double heap() throws Exception {
        collect();
        var used = java.util.regex.Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024.0 : 0;
    }

    private void collect() throws Exception {
        jcmd("GC.run");
    }

    private String jcmd(String command) throws Exception {
        var process = new ProcessBuilder("jcmd", Long.toString(service), command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
