import java.util.Arrays;

/** Milliseconds, each kept. */
final class Times {
    private int[] micros = new int[1 << 16];
    private int size;

    void add(long nanos) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, size * 2);
        }
        micros[size++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }

    int size() {
        return size;
    }

    double percentile(int percent) {
        if (size == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(micros, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1, Math.ceil(size * percent / 100.0) - 1)] / 1_000.0;
    }
}
