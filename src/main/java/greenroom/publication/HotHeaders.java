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
    private static final AsciiString CACHE_CONTROL = AsciiString.cached("Cache-Control");
    private static final AsciiString REVALIDATE = AsciiString.cached(ThreadController.REVALIDATE);
    private static final AsciiString VARY = AsciiString.cached("Vary");
    private static final AsciiString BY_ORIGIN_AND_ENCODING = AsciiString.cached("Origin, Accept-Encoding");
    private static final AsciiString ALLOW_ORIGIN = AsciiString.cached("Access-Control-Allow-Origin");
    private static final AsciiString EXPOSE_HEADERS = AsciiString.cached("Access-Control-Expose-Headers");
    private static final AsciiString EXPOSED =
            AsciiString.cached("ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
    private static final AsciiString ETAG = AsciiString.cached("ETag");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("Content-Type");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
    private static final AsciiString CONTENT_ENCODING = AsciiString.cached("Content-Encoding");

    private HotHeaders() {}

    /** @param asked the request's headers, whose {@code Origin} is an allowed one */
    static void set(HttpHeaders headers, HttpHeaders asked, Reply reply, boolean https) {
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
        headers.set(CACHE_CONTROL, REVALIDATE);
        headers.set(ETAG, reply.form().etag());
        if (!reply.notModified()) {
            ofBody(headers, reply.form());
        }
    }

    private static void ofBody(HttpHeaders headers, ReadyAnswer.Form form) {
        headers.set(CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        headers.setInt(CONTENT_LENGTH, form.bytes().length);
        if (form.compressed()) {
            headers.set(CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
    }
}
