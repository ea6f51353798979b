package greenroom.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An email sealed for the one row of the one author it was sealed for: AES-256-GCM of Google Tink, led by 5 bytes that name its key.
 * <p>Compared by its bytes, which are copied on the way in and out; prints and serialises as nothing but its name.
 */
public final class SealedEmail {
    private final byte[] ciphertext;

    public SealedEmail(byte[] ciphertext) {
        this.ciphertext = ciphertext.clone();
    }

    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealedEmail it && Arrays.equals(it.ciphertext, ciphertext);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ciphertext);
    }

    @Override
    @JsonValue
    public String toString() {
        return "SealedEmail[•••]";
    }
}
