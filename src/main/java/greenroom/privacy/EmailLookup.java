package greenroom.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keyed hash by which an email is found again within one site: HMAC-SHA-256 of Google Tink, led by 5 bytes that name its key; 37 bytes.
 * <p>Compared by its bytes, which are copied on the way in and out; prints and serialises as nothing but its name.
 */
public final class EmailLookup {
    private final byte[] value;

    public EmailLookup(byte[] value) {
        this.value = value.clone();
    }

    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailLookup it && Arrays.equals(it.value, value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    @JsonValue
    public String toString() {
        return "EmailLookup[•••]";
    }
}
