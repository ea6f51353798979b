import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Submissions without end, at a pace or as fast as they are answered: all connections on one thread. */
final class Flood implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1_500;

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
            poll(1);
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
        selector.select(millis);
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

    /** What became of them. */
    static final class Result {
        final Times kept = new Times();
        final Times refused = new Times();
        long sent;
        long others;

        long accepted() {
            return kept.size();
        }
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
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
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
}
