package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer that was read as text, for who wants bytes. */
record BytesOf(HttpResponse<String> text) implements HttpResponse<byte[]> {
    @Override
    public int statusCode() {
        return text.statusCode();
    }

    @Override
    public HttpRequest request() {
        return text.request();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return text.headers();
    }

    @Override
    public byte[] body() {
        return text.body().getBytes(UTF_8);
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return text.sslSession();
    }

    @Override
    public URI uri() {
        return text.uri();
    }

    @Override
    public Version version() {
        return text.version();
    }
}
