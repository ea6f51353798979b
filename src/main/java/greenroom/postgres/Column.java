package greenroom.postgres;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BYTEA;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BYTEA_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.FLOAT4;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.FLOAT4_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT8;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT8_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TEXT;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TEXT_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.UUID_ARRAY;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of many rows as one parameter: an array of uuid, int, bigint, real, boolean, text or bytea, in which values may
 * be null.
 *
 * <p>Sent as PostgreSQL sends arrays itself ({@code array_send} in its arrayfuncs.c): the driver's own arrays go as text,
 * which both sides pay for, and know no bytes.
 */
public final class Column {
    private static final int HEADER = 20;
    private static final int LENGTH = 4;
    private static final int NULL = -1;
    private static final int BITS_OF_HEX = 4;
    private static final int HEX = 16;

    private record Kind<T>(PostgresqlObjectId array, PostgresqlObjectId element, BiConsumer<ByteBuf, T> writer) {}

    private static final Kind<UUID> UUIDS = new Kind<>(UUID_ARRAY, PostgresqlObjectId.UUID, Column::writeUuid);
    private static final Kind<Integer> INTS = new Kind<>(
            INT4_ARRAY, INT4, (to, value) -> to.writeInt(Integer.BYTES).writeInt(value));
    private static final Kind<Long> LONGS =
            new Kind<>(INT8_ARRAY, INT8, (to, value) -> to.writeInt(Long.BYTES).writeLong(value));
    private static final Kind<Float> REALS = new Kind<>(
            FLOAT4_ARRAY, FLOAT4, (to, value) -> to.writeInt(Float.BYTES).writeFloat(value));
    private static final Kind<Boolean> BOOLEANS =
            new Kind<>(BOOL_ARRAY, BOOL, (to, value) -> to.writeInt(1).writeBoolean(value));
    private static final Kind<String> TEXTS = new Kind<>(TEXT_ARRAY, TEXT, Column::writeText);
    private static final Kind<byte[]> BYTES = new Kind<>(
            BYTEA_ARRAY, BYTEA, (to, value) -> to.writeInt(value.length).writeBytes(value));
    private static final Kind<String> HEXES = new Kind<>(BYTEA_ARRAY, BYTEA, Column::writeHex);

    private final PostgresqlObjectId type;
    private final PostgresqlObjectId element;
    private final int rows;
    private final boolean hasNull;
    private final BiConsumer<ByteBuf, Integer> row;

    private <R, T> Column(Kind<T> kind, List<R> rows, Function<R, @Nullable T> value) {
        var values = new ArrayList<@Nullable T>(rows.size());
        rows.forEach(one -> values.add(value.apply(one)));
        this.type = kind.array();
        this.element = kind.element();
        this.rows = values.size();
        this.hasNull = values.contains(null);
        this.row = (to, index) -> write(to, kind, values.get(index));
    }

    public static <R> Column uuids(List<R> rows, Function<R, @Nullable UUID> value) {
        return new Column(UUIDS, rows, value);
    }

    public static <R> Column ints(List<R> rows, Function<R, @Nullable Integer> value) {
        return new Column(INTS, rows, value);
    }

    public static <R> Column longs(List<R> rows, Function<R, @Nullable Long> value) {
        return new Column(LONGS, rows, value);
    }

    public static <R> Column reals(List<R> rows, Function<R, @Nullable Float> value) {
        return new Column(REALS, rows, value);
    }

    public static <R> Column booleans(List<R> rows, Function<R, @Nullable Boolean> value) {
        return new Column(BOOLEANS, rows, value);
    }

    public static <R> Column texts(List<R> rows, Function<R, @Nullable String> value) {
        return new Column(TEXTS, rows, value);
    }

    /** As bytea. */
    public static <R> Column bytes(List<R> rows, Function<R, byte @Nullable []> value) {
        return new Column(BYTES, rows, value);
    }

    /** As bytea; the values are bytes in hexadecimal. */
    public static <R> Column hex(List<R> rows, Function<R, @Nullable String> value) {
        return new Column(HEXES, rows, value);
    }

    int type() {
        return type.getObjectId();
    }

    /** How much room it takes about, so that short values at least need no second buffer. */
    int size() {
        return HEADER + rows * (LENGTH + 2 * LENGTH);
    }

    /** Header: dimensions, whether there are nulls, type of elements, length, lower bound. */
    void writeTo(ByteBuf to) {
        to.writeInt(1)
                .writeInt(hasNull ? 1 : 0)
                .writeInt(element.getObjectId())
                .writeInt(rows)
                .writeInt(1);
        for (int index = 0; index < rows; index++) {
            row.accept(to, index);
        }
    }

    private static <T> void write(ByteBuf to, Kind<T> kind, @Nullable T value) {
        if (value == null) {
            to.writeInt(NULL);
        } else {
            kind.writer().accept(to, value);
        }
    }

    private static void writeUuid(ByteBuf to, UUID value) {
        to.writeInt(2 * Long.BYTES)
                .writeLong(value.getMostSignificantBits())
                .writeLong(value.getLeastSignificantBits());
    }

    private static void writeText(ByteBuf to, String value) {
        var length = ByteBufUtil.utf8Bytes(value);
        to.writeInt(length);
        ByteBufUtil.reserveAndWriteUtf8(to, value, length);
    }

    private static void writeHex(ByteBuf to, String value) {
        to.writeInt(value.length() / 2);
        for (int at = 0; at < value.length(); at += 2) {
            to.writeByte(digit(value, at) << BITS_OF_HEX | digit(value, at + 1));
        }
    }

    private static int digit(String value, int at) {
        return Character.digit(value.charAt(at), HEX);
    }

    @Override
    public String toString() {
        return "Column[" + rows + " of " + element + "]";
    }
}
