package greenroom.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads request bodies whole, for a controller that wants to look before it reads. */
@Component
public final class Bodies {
    private final JsonMapper json;

    Bodies(JsonMapper json) {
        this.json = json;
    }

    /** The JSON body as a value. Errors with the contract's problem for whatever is no such JSON. */
    public <T> Mono<T> json(ServerWebExchange exchange, Class<T> type) {
        return json(exchange.getRequest(), type);
    }

    /** The same where no exchange is made. */
    public <T> Mono<T> json(ServerHttpRequest request, Class<T> type) {
        var target = json.constructType(type);
        return isUtf8(request)
                ? text(request).map(text -> type.cast(StrictJson.read(json, text, target)))
                : Mono.error(() -> Problem.unsupportedMediaType("JSON is taken in UTF-8 only.")
                        .thrown());
    }

    private static boolean isUtf8(ServerHttpRequest request) {
        var type = request.getHeaders().getContentType();
        return type == null || type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
    }

    /** The body as text, empty where there is none. Errors with 400 where it is no UTF-8, with 413 past 64 KiB. */
    public Mono<String> text(ServerWebExchange exchange) {
        return text(exchange.getRequest());
    }

    private static Mono<String> text(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), BodyLimit.BYTES)
                .map(Bodies::utf8)
                .defaultIfEmpty("");
    }

    static String utf8(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("The body is no valid UTF-8.").thrown();
        }
    }
}
