package greenroom.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** Names a request in its answer and in the log: the caller's name for it if that is a sane one, else a new one. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final int LONGEST = 64;

    /** As the Elastic Common Schema has it. */
    private static final String FIELD = "http.request.id";

    /** A name and no secret: it only must not come twice, so it counts up from a random start. */
    private static final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

    private RequestId() {}

    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "-");
    }

    static String assign(ServerWebExchange exchange) {
        var id = of(exchange.getRequest());
        exchange.getAttributes().put(ATTRIBUTE, id);
        return id;
    }

    /** The caller's id, or a new one. */
    public static String of(ServerHttpRequest request) {
        return sane(request.getHeaders().getFirst(HEADER));
    }

    public static String sane(@Nullable String asked) {
        if (asked != null && isSane(asked)) {
            return asked;
        }
        return HexFormat.of().toHexDigits(next.getAndIncrement());
    }

    /**
     * Writes a line of log that belongs to a request: structured logs have its id as a field, {@code http.request.id}. Text
     * has it where the line itself says it.
     */
    public static void inLog(String id, Runnable line) {
        MDC.put(FIELD, id);
        try {
            line.run();
        } finally {
            MDC.remove(FIELD);
        }
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
