package greenroom.journey;

import java.util.Map;
import java.util.TreeMap;

/**
 * The header values of each kind of answer, as the security rules have them to the letter. Names in lower case; a value
 * that starts with {@code ~} is a pattern. What frames an answer and what differs from one to the next ({@code Date},
 * {@code X-Request-Id}, lengths) is not in here.
 */
final class Expected {
    static final String JSON_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    static final String ORIGIN = "https://news.example";

    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types greenroom";
    private static final String FORM_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; form-action 'self' " + ORIGIN;

    private final Map<String, String> headers = new TreeMap<>();

    private Expected() {}

    /** What every answer has, a JSON one without a body of its own. */
    private static Expected answer() {
        return new Expected()
                .with("x-content-type-options", "nosniff")
                .with("content-security-policy", JSON_POLICY)
                .with("referrer-policy", "no-referrer")
                .with("cross-origin-resource-policy", "cross-origin")
                .with("cache-control", "no-store");
    }

    /** From the public API, to a page of an allowed origin. */
    static Expected publicAnswer() {
        return publicToAnybody()
                .with("access-control-allow-origin", ORIGIN)
                .with(
                        "access-control-expose-headers",
                        "ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
    }

    /** From the public API, to no page or to a foreign one. */
    static Expected publicToAnybody() {
        return answer().with("vary", "Origin, Accept-Encoding");
    }

    /** Atom, to a page of an allowed origin. */
    static Expected feed() {
        return publicAnswer()
                .cached()
                .with("content-security-policy", JSON_POLICY + "; sandbox")
                .with("content-type", "application/atom+xml;charset=UTF-8");
    }

    /** Events, to a page of an allowed origin. */
    static Expected stream() {
        return publicAnswer()
                .with("content-type", "text/event-stream;charset=UTF-8")
                .with("x-accel-buffering", "no");
    }

    static Expected preflight() {
        return answer().with("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
                .with("access-control-allow-origin", ORIGIN)
                .with("access-control-allow-methods", "GET, POST, PATCH, DELETE")
                .with("access-control-allow-headers", "content-type, idempotency-key, receipt, x-request-id")
                .with("access-control-max-age", "7200");
    }

    /** From the desk. */
    static Expected privateAnswer() {
        return answer().with("cross-origin-resource-policy", "same-origin");
    }

    /** From elsewhere: unknown paths, what the firewall refuses, probes. */
    static Expected plain() {
        return answer();
    }

    /** Of whether it lives and is ready. */
    static Expected probe() {
        return answer().with("content-type", "application/vnd.spring-boot.actuator.v3+json");
    }

    static Expected page() {
        return answer().with("content-security-policy", PAGE_POLICY)
                .with("cross-origin-opener-policy", "same-origin")
                .with("cross-origin-resource-policy", "same-origin")
                .with("referrer-policy", "strict-origin-when-cross-origin")
                .with("x-frame-options", "DENY")
                .with("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
                .with("content-type", "text/html;charset=UTF-8")
                .with("cache-control", "no-cache")
                .with("vary", "Accept-Encoding")
                .with("etag", "~\"[^\"]{22}\"");
    }

    static Expected deskPage() {
        return page().with("content-security-policy", PAGE_POLICY.replace("img-src 'self'", "img-src 'self' data:"))
                .with("cross-origin-embedder-policy", "require-corp")
                .with("referrer-policy", "same-origin")
                .with("x-robots-tag", "noindex");
    }

    /** The page that answers a plain form. */
    static Expected formPage() {
        return publicAnswer()
                .with("content-security-policy", FORM_POLICY)
                .with("cross-origin-opener-policy", "same-origin")
                .with("referrer-policy", "same-origin")
                .with("content-type", "text/html;charset=UTF-8");
    }

    static Expected file(String type) {
        return answer().with("cross-origin-resource-policy", "same-origin")
                .with("content-type", type)
                .with("cache-control", "public, max-age=300")
                .with("vary", "Accept-Encoding")
                .with("etag", "~\"[^\"]{22}\"");
    }

    /** The widget, for any page. */
    static Expected script() {
        return file("text/javascript;charset=UTF-8")
                .with("cross-origin-resource-policy", "cross-origin")
                .with("access-control-allow-origin", "*");
    }

    static Expected description() {
        return answer().with("content-security-policy", JSON_POLICY + "; sandbox")
                .with("content-type", "application/yaml")
                .with("cache-control", "no-cache")
                .with("vary", "Accept-Encoding")
                .with("etag", "~\"[^\"]{22}\"");
    }

    static Expected avatar() {
        return answer().with("content-security-policy", JSON_POLICY + "; sandbox")
                .with("access-control-allow-origin", "*")
                .with("content-type", "image/svg+xml")
                .with("cache-control", "public, max-age=31536000, immutable")
                .with("vary", "Accept-Encoding")
                .with("etag", "~\"[^\"]{22}\"");
    }

    Expected json() {
        return with("content-type", "application/json");
    }

    Expected problem() {
        return with("content-type", "application/problem+json");
    }

    /** To be asked again with its ETag. */
    Expected cached() {
        return with("cache-control", "no-cache").with("etag", "~\"[^\"]{22}\"");
    }

    /** The client's own bucket, on every answer to a submission. */
    Expected counted() {
        return with("ratelimit-policy", "~\"client\";q=\\d+;w=\\d+").with("ratelimit", "~\"client\";r=\\d+;t=\\d+");
    }

    Expected with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Expected without(String name) {
        headers.remove(name);
        return this;
    }

    Map<String, String> headers() {
        return headers;
    }
}
