package greenroom.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** The headers of public JSON that is sent before the filter chain: those that the chain would have set, a test compares. */
public final class ReadyHeaders {
    public static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);

    private static final AsciiString DATE = AsciiString.cached("Date");
    private static final AsciiString TYPE_OPTIONS = AsciiString.cached("X-Content-Type-Options");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
    private static final AsciiString POLICY = AsciiString.cached("Content-Security-Policy");
    private static final AsciiString JSON_POLICY = AsciiString.cached(AnswerHeaders.JSON_POLICY);
    private static final AsciiString REFERRER_POLICY = AsciiString.cached("Referrer-Policy");
    private static final AsciiString NO_REFERRER = AsciiString.cached("no-referrer");
    private static final AsciiString RESOURCE_POLICY = AsciiString.cached("Cross-Origin-Resource-Policy");
    private static final AsciiString CROSS_ORIGIN = AsciiString.cached("cross-origin");
    private static final AsciiString TRANSPORT = AsciiString.cached("Strict-Transport-Security");
    private static final AsciiString ONE_YEAR = AsciiString.cached("max-age=31536000; includeSubDomains");
    private static final AsciiString VARY = AsciiString.cached("Vary");
    private static final AsciiString BY_ORIGIN_AND_ENCODING = AsciiString.cached("Origin, Accept-Encoding");
    private static final AsciiString ALLOW_ORIGIN = AsciiString.cached("Access-Control-Allow-Origin");
    private static final AsciiString EXPOSE_HEADERS = AsciiString.cached("Access-Control-Expose-Headers");
    private static final AsciiString EXPOSED =
            AsciiString.cached("ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");

    private ReadyHeaders() {}

    /**
     * All but {@code Cache-Control} and what tells of the body.
     *
     * @param asked the request's headers, whose {@code Origin} is an allowed one
     */
    public static void ofPublicJson(HttpHeaders headers, HttpHeaders asked, boolean https) {
        headers.set(REQUEST_ID, RequestId.sane(asked.get(REQUEST_ID)));
        headers.set(TYPE_OPTIONS, NO_SNIFF);
        headers.set(DATE, AnswerHeaders.date());
        headers.set(POLICY, JSON_POLICY);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(RESOURCE_POLICY, CROSS_ORIGIN);
        if (https) {
            headers.set(TRANSPORT, ONE_YEAR);
        }
        headers.set(VARY, BY_ORIGIN_AND_ENCODING);
        var origin = asked.get(HttpHeaderNames.ORIGIN);
        if (origin != null) {
            headers.set(ALLOW_ORIGIN, origin);
            headers.set(EXPOSE_HEADERS, EXPOSED);
        }
    }
}
