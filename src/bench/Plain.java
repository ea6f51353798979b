import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** One blocking connection with keep-alive. */
final class Plain {
    private final int port;
    private java.net.Socket socket;

    Plain(int port) {
        this.port = port;
    }

    int status(String request) throws IOException {
        if (socket == null) {
            socket = new java.net.Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
        }
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return answer(socket.getInputStream());
        } catch (IOException broken) {
            socket.close();
            socket = null;
            throw broken;
        }
    }

    private int answer(java.io.InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        } else if (head.toString().toLowerCase(Locale.ROOT).contains("chunked")) {
            while (chunk(in) > 0) {}
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private int chunk(java.io.InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        var size = Integer.parseInt(line.toString().trim(), 16);
        in.readNBytes(size + 2);
        return size;
    }
}
