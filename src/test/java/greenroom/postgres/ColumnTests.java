package greenroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RunningService;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent as a column arrives value for value. */
class ColumnTests extends RunningService {
    private static final String[] PIECES = {
        "a", "\"", "\\", "{", "}", ",", "NULL", " ", "'", "ß", "عائشہ", "😀", "\n", "\t", ""
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void arrivesAsItWasSentWhateverItHolds(long seed) {
        var random = new Random(seed);
        var rows = 1 + random.nextInt(300);

        assertArrives("text", values(rows, random, ColumnTests::text), Column::texts, value -> value);
        assertArrives(
                "uuid",
                values(rows, random, it -> new UUID(it.nextLong(), it.nextLong())),
                Column::uuids,
                UUID::toString);
        assertArrives("int", values(rows, random, Random::nextInt), Column::ints, String::valueOf);
        assertArrives("bigint", values(rows, random, Random::nextLong), Column::longs, String::valueOf);
        assertArrives("boolean", values(rows, random, Random::nextBoolean), Column::booleans, String::valueOf);
        assertArrives("real", values(rows, random, it -> it.nextInt(1_000) / 8f), Column::reals, ColumnTests::real);
        assertArrives("bytea", values(rows, random, ColumnTests::bytes), Column::bytes, ColumnTests::hex);
        assertArrives(
                "bytea", values(rows, random, it -> hex(bytes(it)).substring(2)), Column::hex, value -> "\\x" + value);
    }

    @Test
    void isSentWithoutNullsToo() {
        assertArrives("text", List.of("one"), Column::texts, value -> value);
    }

    private interface Maker<T> {
        Column of(List<@Nullable T> rows, Function<@Nullable T, @Nullable T> value);
    }

    private <T> void assertArrives(String type, List<@Nullable T> values, Maker<T> maker, Function<T, String> text) {
        var arrived = database.sql("SELECT coalesce(v::text, 'nothing') FROM unnest(:column::" + type
                        + "[]) WITH ORDINALITY AS t(v, n) ORDER BY n")
                .bind("column", maker.of(values, value -> value))
                .mapValue(String.class)
                .all()
                .collectList()
                .block();

        assertThat(arrived)
                .as(type)
                .isEqualTo(values.stream()
                        .map(value -> value == null ? "nothing" : text.apply(value))
                        .toList());
    }

    private static <T> List<@Nullable T> values(int rows, Random random, Function<Random, T> value) {
        var values = new ArrayList<@Nullable T>();
        for (int row = 0; row < rows; row++) {
            values.add(random.nextInt(8) == 0 ? null : value.apply(random));
        }
        return values;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int piece = random.nextInt(40); piece > 0; piece--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }

    private static String real(float value) {
        var whole = (int) value;
        return whole == value ? String.valueOf(whole) : String.valueOf(value);
    }
}
