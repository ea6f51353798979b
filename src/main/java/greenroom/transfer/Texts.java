package greenroom.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an erased person's texts. */
enum Texts {
    KEEP,
    REMOVE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Texts> of(String code) {
        return Arrays.stream(values())
                .filter(texts -> texts.code().equals(code))
                .findFirst();
    }
}
