package greenroom.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many requests there were and how long they took: {@code greenroom.requests} by route, method and class of status, all
 * of them words of ours, so that nobody can make a new time series from outside.
 *
 * <p>A timer is looked up by two array steps and found ready, for this is done for every page that is read; the framework's
 * own observations cost several times as much as all that is done for such a page.
 */
@Component
public final class RequestMetrics {
    /** Whatever no route took: unknown addresses, preflights, and what was refused before it was routed. */
    private static final String OTHER = "other";

    /** Actuator's own port, all of it: it is served by the same filters. */
    private static final String ACTUATOR = "/actuator";

    /** There are half as many routes; past this, all are {@link #OTHER}. */
    private static final int MOST_ROUTES = 200;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", OTHER};

    /** The first: the client hung up before it was answered. */
    private static final String[] STATUSES = {"gone", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private static final int FAULTS = 5;

    /** No status at all. */
    static final int GONE = 0;

    private final MeterRegistry meters;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Route other;

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.other = new Route(OTHER);
    }

    /** @param pattern a route's template as the router has it, never an address; null where there was no route */
    public Route route(@Nullable String pattern) {
        if (pattern == null) {
            return other;
        }
        var known = routes.get(pattern);
        return known == null ? added(pattern) : known;
    }

    private Route added(String pattern) {
        if (pattern.startsWith(ACTUATOR)) {
            return routes.computeIfAbsent(ACTUATOR, Route::new);
        }
        return routes.size() < MOST_ROUTES ? routes.computeIfAbsent(pattern, Route::new) : other;
    }

    /** One route, and its timers as far as they were used. */
    public final class Route {
        private final String name;
        private final AtomicReferenceArray<@Nullable Timer> timers =
                new AtomicReferenceArray<>(METHODS.length * STATUSES.length);

        private Route(String name) {
            this.name = name;
        }

        /** The template, or a word of ours where there is none. */
        public String name() {
            return name;
        }

        /** @param status 100 to 599, or 0 where the client had gone before it was answered */
        public void took(String method, int status, long nanos) {
            timer(indexOf(method), status < 100 || status > 599 ? GONE : status / 100)
                    .record(nanos, TimeUnit.NANOSECONDS);
        }

        private Timer timer(int method, int status) {
            var timer = timers.get(method * STATUSES.length + status);
            return timer == null ? added(method, status) : timer;
        }

        /** With it the one for our own faults, at nought: the first fault is then seen as a rise. */
        private Timer added(int method, int status) {
            if (status != FAULTS) {
                timer(method, FAULTS);
            }
            var timer = timer(METHODS[method], STATUSES[status]);
            timers.set(method * STATUSES.length + status, timer);
            return timer;
        }

        /** The registry makes one timer of one name and tags, however often it is asked. */
        private Timer timer(String method, String status) {
            return Timer.builder("greenroom.requests")
                    .description("Requests, from their head to the end of their answer")
                    .tag("route", name)
                    .tag("method", method)
                    .tag("status", status)
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters);
        }
    }

    /** The method, or {@code other}: anybody can invent one. */
    static String known(String method) {
        return METHODS[indexOf(method)];
    }

    private static int indexOf(String method) {
        return switch (method) {
            case "GET" -> 0;
            case "HEAD" -> 1;
            case "POST" -> 2;
            case "PUT" -> 3;
            case "PATCH" -> 4;
            case "DELETE" -> 5;
            case "OPTIONS" -> 6;
            default -> 7;
        };
    }
}
