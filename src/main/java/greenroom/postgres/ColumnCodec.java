package greenroom.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.postgresql.message.Format;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Teaches every connection of the driver to send a {@link Column}; the driver finds it as a service. Thread-safe. */
public final class ColumnCodec implements CodecRegistrar {
    @Override
    public Publisher<Void> register(
            PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        return Mono.fromRunnable(() -> registry.addFirst(new Sending(allocator)));
    }

    private record Sending(ByteBufAllocator allocator) implements Codec<Column> {
        @Override
        public boolean canEncode(Object value) {
            return value instanceof Column;
        }

        @Override
        public EncodedParameter encode(Object value) {
            var column = (Column) value;
            return encode(column, column.type());
        }

        @Override
        public EncodedParameter encode(Object value, int type) {
            var column = (Column) value;
            return new EncodedParameter(Format.FORMAT_BINARY, type, Mono.fromSupplier(() -> written(column)));
        }

        private ByteBuf written(Column column) {
            var buffer = allocator.buffer(column.size());
            column.writeTo(buffer);
            return buffer;
        }

        @Override
        public boolean canEncodeNull(Class<?> type) {
            return false;
        }

        @Override
        public EncodedParameter encodeNull() {
            throw new UnsupportedOperationException("a column is never null");
        }

        @Override
        public boolean canDecode(int type, Format format, Class<?> into) {
            return false;
        }

        @Override
        public @Nullable Column decode(
                @Nullable ByteBuf buffer, int type, Format format, Class<? extends Column> into) {
            throw new UnsupportedOperationException("columns are only sent, not " + Objects.toString(buffer));
        }
    }
}
