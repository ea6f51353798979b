package greenroom.contract;

import java.net.URI;
import org.springframework.http.HttpHeaders;

/** An exchange that is all right in its headers; a test changes what it is about. */
final class ExchangeBuilder {
    private final String method;
    private final String target;
    private final HttpHeaders requestHeaders = new HttpHeaders();
    private final HttpHeaders headers = new HttpHeaders();
    private Body sent = Body.none();
    private int status = 200;
    private Body received = Body.none();

    private ExchangeBuilder(String method, String target) {
        this.method = method;
        this.target = target;
        with("X-Request-Id", "r-1");
        with("X-Content-Type-Options", "nosniff");
        with("Date", "Mon, 23 Nov 2026 18:59:00 GMT");
        with(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        with("Referrer-Policy", "no-referrer");
    }

    static ExchangeBuilder onArticlePages(String method, String target) {
        return new ExchangeBuilder(method, target)
                .with("Cross-Origin-Resource-Policy", "cross-origin")
                .with("Vary", "Origin, Accept-Encoding");
    }

    static ExchangeBuilder atTheDesk(String method, String target) {
        return new ExchangeBuilder(method, target)
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Cache-Control", "no-store");
    }

    ExchangeBuilder with(String header, String value) {
        headers.set(header, value);
        return this;
    }

    ExchangeBuilder without(String header) {
        headers.remove(header);
        return this;
    }

    ExchangeBuilder sending(String type, String body) {
        requestHeaders.set(HttpHeaders.CONTENT_TYPE, type);
        sent = Body.of(body);
        return this;
    }

    ExchangeBuilder answers(int status, String type, String body) {
        return with(HttpHeaders.CONTENT_TYPE, type).answers(status, Body.of(body));
    }

    ExchangeBuilder answers(int status, Body body) {
        this.status = status;
        this.received = body;
        return this;
    }

    ExchangeBuilder refuses(int status, String slug) {
        var path = URI.create(target).getRawPath();
        return answers(status, "application/problem+json", """
                {"type":"urn:greenroom:problem:%s","title":"No","status":%d,"detail":"That cannot be.","instance":"%s"}\
                """.formatted(slug, status, path));
    }

    Exchange build() {
        return new Exchange(method, URI.create(target), requestHeaders, sent, status, headers, received);
    }
}
