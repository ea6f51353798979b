package greenroom.publication;

import greenroom.publication.ReadyAnswer.Reply;
import greenroom.web.ReadyHeaders;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** The headers of a page that is sent before the filter chain: those that the chain would have set, a test compares. */
final class HotHeaders {
    private static final AsciiString CACHE_CONTROL = AsciiString.cached("Cache-Control");
    private static final AsciiString REVALIDATE = AsciiString.cached(ThreadController.REVALIDATE);
    private static final AsciiString ETAG = AsciiString.cached("ETag");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("Content-Type");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
    private static final AsciiString CONTENT_ENCODING = AsciiString.cached("Content-Encoding");

    private HotHeaders() {}

    /** @param asked the request's headers, whose {@code Origin} is an allowed one */
    static void set(HttpHeaders headers, HttpHeaders asked, Reply reply, boolean https) {
        ReadyHeaders.ofPublicJson(headers, asked, https);
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
