package greenroom.publication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says over a socket just what it is told to say, for what no client would let one say. */
final class RawHttp {
    /**
     * @param lines of the headers, as they came
     * @param headers by their names in lower case, each with all its values
     * @param octets the body, a character for each byte
     */
    record Answer(int status, List<String> lines, Map<String, List<String>> headers, String octets) {
        byte[] body() {
            return octets.getBytes(ISO_8859_1);
        }

        String text() {
            return new String(body(), UTF_8);
        }

        String header(String name) {
            return String.join(" | ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    Answer get(String target, String... headers) {
        return ask("GET", target, headers);
    }

    /** @param headers whole lines; {@code Host} is there unless one of them is */
    Answer ask(String method, String target, String... headers) {
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: localhost:").append(port).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return parse(exchange(request.append("\r\n").toString()));
    }

    /** Everything that comes back until the other end closes, a character for each byte. */
    String says(String octets) {
        return new String(exchange(octets), ISO_8859_1);
    }

    private byte[] exchange(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer parse(byte[] answer) {
        var text = new String(answer, ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, end).split("\r\n", -1);
        var headers = new TreeMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            var parts = lines[i].split(": ", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1]);
        }
        var body = text.substring(end + 4);
        var octets = headers.containsKey("transfer-encoding") && !body.isEmpty() ? joined(body) : body;
        var status = Integer.parseInt(lines[0].split(" ", 3)[1]);
        return new Answer(status, List.of(lines).subList(1, lines.length), headers, octets);
    }

    private static String joined(String chunks) {
        var whole = new StringBuilder();
        var start = 0;
        while (true) {
            var end = chunks.indexOf("\r\n", start);
            var length = Integer.parseInt(chunks.substring(start, end).strip(), 16);
            if (length == 0) {
                return whole.toString();
            }
            whole.append(chunks, end + 2, end + 2 + length);
            start = end + 2 + length + 2;
        }
    }
}
