package greenroom.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.http.HttpHeaders;

/**
 * The headers of answers, value by value. What a kind of answer needs beyond these (pages, avatars) its own controller
 * sets over them.
 */
public final class AnswerHeaders {
    public static final String JSON_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    public static final String PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    private static final String TRANSPORT = "max-age=31536000; includeSubDomains";

    private record Second(long epochSecond, String text) {}

    private static volatile Second now = new Second(0, "");

    private AnswerHeaders() {}

    /** What every answer carries, and the defaults of a JSON answer: nobody stores it, nobody embeds it. */
    static void forAnyAnswer(HttpHeaders headers, String requestId, boolean https, boolean isPrivate) {
        headers.set(RequestId.HEADER, requestId);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaders.DATE, date());
        headers.set("Content-Security-Policy", JSON_POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", isPrivate ? "same-origin" : "cross-origin");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        if (https) {
            headers.set("Strict-Transport-Security", TRANSPORT);
        }
    }

    /** RFC 9110 section 6.6.1, formatted once a second. */
    public static String date() {
        var second = System.currentTimeMillis() / 1000;
        var known = now;
        if (known.epochSecond() != second) {
            known = new Second(
                    second,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
            now = known;
        }
        return known.text();
    }
}
