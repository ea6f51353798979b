package greenroom.publication;

import greenroom.web.ReadyHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/** Tells the requests in which there is nothing that the filter chain would have to judge. */
final class PlainRequest {
    /** A read that has one of these has a body, or one of the headers that may be refused. */
    private static final List<AsciiString> JUDGED = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.AUTHORIZATION,
            AsciiString.cached("idempotency-key"),
            AsciiString.cached("receipt"),
            AsciiString.cached("x-xsrf-token"));

    private PlainRequest() {}

    static boolean isRead(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    static boolean hasOnlyPlainHeaders(HttpServerRequest request) {
        var headers = request.requestHeaders();
        for (AsciiString name : JUDGED) {
            if (headers.contains(name)) {
                return false;
            }
        }
        return comesOnce(headers, HttpHeaderNames.ORIGIN)
                && comesOnce(headers, ReadyHeaders.REQUEST_ID)
                && comesOnce(headers, HttpHeaderNames.HOST)
                && isPlainHost(headers.get(HttpHeaderNames.HOST))
                && takesJson(headers.get(HttpHeaderNames.ACCEPT));
    }

    private static boolean comesOnce(HttpHeaders headers, AsciiString name) {
        var values = headers.valueStringIterator(name);
        if (values.hasNext()) {
            values.next();
        }
        return !values.hasNext();
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.contains("*/*") || accept.contains("application/json");
    }

    /** A name or an IPv4 address, with a port or without: the rest is for who takes addresses apart. */
    private static boolean isPlainHost(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            return false;
        }
        var inPort = false;
        for (int i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            var isDigit = c >= '0' && c <= '9';
            var isNamePart = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
            if (!isDigit && (inPort || !(isNamePart || (c == ':' && i > 0)))) {
                return false;
            }
            inPort = inPort || c == ':';
        }
        return true;
    }
}
