package greenroom.web;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/**
 * At most 64 KiB of body: a longer one is refused by its {@code Content-Length} before a byte is read, a chunked one at the
 * first byte too many. The connection closes with the refusal, or the server would read on to the end.
 */
final class BodyLimit {
    static final int BYTES = 64 * 1024;

    private BodyLimit() {}

    static Problem tooLarge() {
        return Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "payload-too-large",
                        "Payload too large",
                        "The request's body is over 64 KiB, the most that is taken here.")
                .with(HttpHeaders.CONNECTION, "close");
    }

    static boolean isExceededBy(HttpHeaders headers) {
        return headers.getContentLength() > BYTES;
    }

    /** Where the length is told there is nothing to count. */
    static boolean isKnown(ServerHttpRequest request) {
        return request.getHeaders().getContentLength() >= 0;
    }

    /** The same request, whose body errors past the limit. */
    static ServerHttpRequest counted(ServerHttpRequest request) {
        return new Counted(request);
    }

    private static final class Counted extends ServerHttpRequestDecorator {
        Counted(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                var counter = new Counter();
                return super.getBody().doOnNext(counter::add);
            });
        }
    }

    private static final class Counter {
        private long bytes;

        void add(DataBuffer buffer) {
            bytes += buffer.readableByteCount();
            if (bytes > BYTES) {
                DataBufferUtils.release(buffer);
                throw tooLarge().thrown();
            }
        }
    }
}
