package greenroom.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The places there are for event streams: a number for all clients, and one for each client's network. */
final class StreamPlaces {
    private static final int RETRY_AFTER_SECONDS = 30;

    private final int total;
    private final int perNetwork;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenInAll;
    private boolean closed;

    StreamPlaces(int total, int perNetwork) {
        this.total = total;
        this.perNetwork = perNetwork;
    }

    /** Takes a place, or throws the problem with it: 429 for a network that has its share, 503 where all are taken. */
    synchronized void take(String network) {
        if (closed || takenInAll >= total) {
            throw Problem.unavailable(RETRY_AFTER_SECONDS).thrown();
        }
        var ofNetwork = taken.getOrDefault(network, 0);
        if (ofNetwork >= perNetwork) {
            throw tooMany().thrown();
        }
        taken.put(network, ofNetwork + 1);
        takenInAll++;
    }

    private static Problem tooMany() {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "rate-limited",
                        "Too many streams",
                        "Your network has as many streams open as it may. Close one, or ask again later.")
                .with(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
    }

    synchronized void giveBack(String network) {
        taken.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
        takenInAll--;
    }

    /** From now on there are places, as there are at first. */
    synchronized void open() {
        closed = false;
    }

    /** From now on there are none. */
    synchronized void close() {
        closed = true;
    }

    synchronized int taken() {
        return takenInAll;
    }
}
