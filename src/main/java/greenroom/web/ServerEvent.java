package greenroom.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One event as it goes over the wire (HTML, Server-sent events). Its bytes are made once and shared by every stream that
 * tells it.
 */
public final class ServerEvent {
    static final ServerEvent HEARTBEAT = new ServerEvent(bytes(": still here\n\n"));

    /** Never sent: the mark behind the last one. */
    static final ServerEvent END = new ServerEvent(new byte[0]);

    private final byte[] bytes;

    private ServerEvent(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * An event with data.
     *
     * @param name one word of ours
     * @param json one line of JSON in UTF-8, as the mapper writes it: line breaks in its texts are escaped
     */
    public static ServerEvent of(String name, byte[] json) {
        for (byte character : json) {
            if (character == '\n' || character == '\r') {
                throw new IllegalArgumentException("The data of an event must be one line");
            }
        }
        var event = new ByteArrayOutputStream(json.length + 32);
        event.writeBytes(bytes("event: " + name + "\ndata: "));
        event.writeBytes(json);
        event.writeBytes(bytes("\n\n"));
        return new ServerEvent(event.toByteArray());
    }

    /** Tells the browser after how long it shall connect again. */
    static ServerEvent retryAfter(String comment, int millis) {
        return new ServerEvent(bytes(": " + comment + "\nretry: " + millis + "\n\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sent as they are, so nobody may change them. */
    byte[] bytes() {
        return bytes;
    }
}
