package greenroom.contract;

import java.net.URI;
import java.net.http.HttpResponse;
import org.springframework.http.HttpHeaders;

/**
 * One request and its answer, as they went over the wire.
 *
 * @param target as it was sent: raw path, and the raw query if there was one
 * @param sent the request's body; empty when there was none
 * @param received the answer's body; empty when there was none
 */
public record Exchange(
        String method,
        URI target,
        HttpHeaders requestHeaders,
        Body sent,
        int status,
        HttpHeaders answerHeaders,
        Body received) {

    /** The same for the JDK's client, which does not keep the body that it sent. */
    static Exchange of(HttpResponse<byte[]> answer, Body sent) {
        var request = answer.request();
        return new Exchange(
                request.method(),
                request.uri(),
                headers(request.headers()),
                sent,
                answer.statusCode(),
                headers(answer.headers()),
                Body.of(answer.body()));
    }

    private static HttpHeaders headers(java.net.http.HttpHeaders fields) {
        var headers = new HttpHeaders();
        fields.map().forEach(headers::addAll);
        return headers;
    }

    /** What a complaint begins with. The query stays out: it may be long. */
    String line() {
        return method + " " + path() + " was answered " + status;
    }

    String path() {
        return target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    }
}
