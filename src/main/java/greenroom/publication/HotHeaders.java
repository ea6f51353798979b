package greenroom.publication;

import greenroom.publication.ReadyAnswer.Reply;
import greenroom.web.AnswerHeaders;
import greenroom.web.RequestId;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** The headers of a page that is sent before the filter chain: those that the chain would have set, a test compares. */
final class HotHeaders {
    static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);

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
    private static final AsciiString REVALIDATE = AsciiString.cached(ThreadController.REVALIDATE);
    private static final AsciiString VARY = AsciiString.cached("Origin, Accept-Encoding");
    private static final AsciiString EXPOSED =
            AsciiString.cached("ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");

    private HotHeaders() {}

    /** @param asked the request's headers, whose {@code Origin} is an allowed one */
    static void set(HttpHeaders headers, HttpHeaders asked, Reply reply, boolean https) {
        headers.set(REQUEST_ID, RequestId.sane(asked.get(REQUEST_ID)));
        headers.set(TYPE_OPTIONS, NO_SNIFF);
        headers.set(HttpHeaderNames.DATE, AnswerHeaders.date());
        headers.set(POLICY, JSON_POLICY);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(RESOURCE_POLICY, CROSS_ORIGIN);
        if (https) {
            headers.set(TRANSPORT, ONE_YEAR);
        }
        headers.set(HttpHeaderNames.VARY, VARY);
        var origin = asked.get(HttpHeaderNames.ORIGIN);
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        headers.set(HttpHeaderNames.CACHE_CONTROL, REVALIDATE);
        headers.set(HttpHeaderNames.ETAG, reply.form().etag());
        if (!reply.notModified()) {
            ofBody(headers, reply.form());
        }
    }

    private static void ofBody(HttpHeaders headers, ReadyAnswer.Form form) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, form.bytes().length);
        if (form.compressed()) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
    }
}
