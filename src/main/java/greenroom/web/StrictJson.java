package greenroom.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON is read to the letter (RFC 8259): UTF-8 only, no key twice, no number for a text, no {@code null} for a form, and
 * nothing after the end. Jackson's own defaults take all of these.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {
    @Bean
    JsonMapperBuilderCustomizer strictTypes() {
        return builder -> builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        truth -> truth.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Integer,
                        number -> number.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
    }

    @Bean
    CodecCustomizer strictDecoder(JsonMapper json) {
        return codecs -> codecs.defaultCodecs().jacksonJsonDecoder(new WholeBodyDecoder(json));
    }

    /** Reads a whole body at once: bodies are small, and only a whole one can be checked as UTF-8. */
    private static final class WholeBodyDecoder extends AbstractDataBufferDecoder<Object> {
        private final JsonMapper json;

        WholeBodyDecoder(JsonMapper json) {
            super(MediaType.APPLICATION_JSON);
            this.json = json;
        }

        @Override
        public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
            return super.canDecode(type, mimeType)
                    && mimeType != null
                    && (mimeType.getCharset() == null || StandardCharsets.UTF_8.equals(mimeType.getCharset()))
                    && !CharSequence.class.isAssignableFrom(type.toClass())
                    && !Publisher.class.isAssignableFrom(type.toClass());
        }

        @Override
        public Object decode(
                DataBuffer buffer,
                ResolvableType type,
                @Nullable MimeType mimeType,
                @Nullable Map<String, Object> hints) {
            return read(json, Bodies.utf8(buffer), json.constructType(type.getType()));
        }
    }

    static Object read(JsonMapper json, String text, JavaType type) {
        @Nullable Object value;
        try {
            value = json.readValue(text, type);
        } catch (JacksonException e) {
            throw Problem.malformed("The body is no JSON of the form that is expected here.")
                    .thrown();
        }
        if (value == null) {
            throw Problem.malformed("The body is null, where a JSON object is expected.")
                    .thrown();
        }
        return value;
    }
}
