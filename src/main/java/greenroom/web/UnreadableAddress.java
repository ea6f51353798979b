package greenroom.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what is wrong with an address that {@link URI} does not read, such as one with a percent sign and no digits: Spring
 * answers it with a bare 400, before there is an exchange that could pass any filter.
 */
@Component
final class UnreadableAddress {
    private static final Logger log = LoggerFactory.getLogger("greenroom.access");
    private static final String DETAIL =
            "The address cannot be read: it has a character that must be percent-encoded, or a percent sign without digits.";

    private final ClientAddress clients;
    private final ClientDigest digest;
    private final RequestMetrics metrics;
    private final JsonMapper json;

    UnreadableAddress(ClientAddress clients, ClientDigest digest, RequestMetrics metrics, JsonMapper json) {
        this.clients = clients;
        this.digest = digest;
        this.metrics = metrics;
        this.json = json;
    }

    /** The answer that Spring has, unless it has refused before anybody was asked. */
    Mono<Void> answerOr(Mono<Void> answer, Connection connection) {
        return connection instanceof HttpServerRequest request
                        && connection instanceof HttpServerResponse response
                        && response.status().code() == HttpStatus.BAD_REQUEST.value()
                ? refusal(request, response)
                : answer;
    }

    private Mono<Void> refusal(HttpServerRequest request, HttpServerResponse response) {
        var sent = new HttpHeaders();
        request.requestHeaders().forEach(header -> sent.add(header.getKey(), header.getValue()));
        var remote = request.remoteAddress();
        var client = clients.of(remote, false, sent);
        var id = RequestId.sane(sent.getFirst(RequestId.HEADER));
        RequestId.inLog(
                id, () -> log.info("{} {} - 400 client={}", id, request.method().name(), digest.of(client)));
        metrics.route(null).took(request.method().name(), HttpStatus.BAD_REQUEST.value(), 0);
        return written(response, id, client, Problem.malformed(DETAIL).body(path(request.uri())));
    }

    private Mono<Void> written(HttpServerResponse response, String id, Client client, Problem.Body problem) {
        var body = json.writeValueAsBytes(problem);
        var headers = new HttpHeaders();
        AnswerHeaders.forAnyAnswer(headers, id, client.https(), PrivatePaths.contain(problem.instance()));
        if (PublicPaths.contain(problem.instance())) {
            headers.setVary(List.of(HttpHeaders.ORIGIN, HttpHeaders.ACCEPT_ENCODING));
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.forEach((name, values) -> response.responseHeaders().set(name, values));
        return response.sendByteArray(Mono.just(body)).then();
    }

    /** The path, where it is the query that cannot be read. */
    private static String path(String target) {
        try {
            var path = new URI(target.split("\\?", 2)[0]).getRawPath();
            return path == null ? "/" : path;
        } catch (URISyntaxException e) {
            return "/";
        }
    }
}
