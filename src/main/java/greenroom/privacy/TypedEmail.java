package greenroom.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed where an email was asked for, before anybody judged it.
 * <p>Forms decode straight into it, so that a logged form shows three bullets: Spring logs decoded bodies at DEBUG. It
 * prints and serialises as those bullets, whatever it holds; {@link EmailAddress#parse} makes an address of it.
 */
public final class TypedEmail {
    private static final String HIDDEN = "•••";

    private final String typed;

    private TypedEmail(String typed) {
        this.typed = typed;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TypedEmail of(String typed) {
        return new TypedEmail(typed);
    }

    /** The clear text, letter by letter: only to give a form back to the person who has just filled it in. */
    public String asTyped() {
        return typed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypedEmail it && it.typed.equals(typed);
    }

    @Override
    public int hashCode() {
        return typed.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return HIDDEN;
    }
}
