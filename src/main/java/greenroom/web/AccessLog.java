package greenroom.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/** One line of log for a request: no query, no body, no header, no address. */
@Component
final class AccessLog {
    private static final Logger log = LoggerFactory.getLogger("greenroom.access");

    private final ClientDigest digest;

    AccessLog(ClientDigest digest) {
        this.digest = digest;
    }

    /** @param started by {@link System#nanoTime} */
    void line(ServerHttpRequest request, ServerHttpResponse response, Client client, String id, long started) {
        if (log.isInfoEnabled()) {
            var status = response.getStatusCode();
            log.info(
                    "{} {} {} {} {}ms client={}",
                    id,
                    request.getMethod(),
                    request.getURI().getRawPath(),
                    status == null ? 200 : status.value(),
                    (System.nanoTime() - started) / 1_000_000,
                    digest.of(client));
        }
    }
}
