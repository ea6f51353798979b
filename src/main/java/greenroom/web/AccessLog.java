package greenroom.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One line of log for a request: no query, no body, no header, no address. */
@Component
final class AccessLog {
    private static final Logger log = LoggerFactory.getLogger("greenroom.access");

    private final ClientDigest digest;

    AccessLog(ClientDigest digest) {
        this.digest = digest;
    }

    void line(RequestWatch.Call call, long nanos) {
        if (log.isInfoEnabled()) {
            RequestId.inLog(call.id(), () -> write(call, nanos));
        }
    }

    private void write(RequestWatch.Call call, long nanos) {
        var status = call.response().getStatusCode();
        log.info(
                "{} {} {} {} {}ms client={}",
                call.id(),
                call.method(),
                call.request().getURI().getRawPath(),
                status == null ? 200 : status.value(),
                nanos / 1_000_000,
                digest.of(call.client()));
    }
}
