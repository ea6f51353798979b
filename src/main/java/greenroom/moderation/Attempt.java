package greenroom.moderation;

import greenroom.web.FieldError;
import java.util.List;
import java.util.function.Function;

/** What became of a moderator's act on one comment. */
sealed interface Attempt<T> {
    record Done<T>(T value) implements Attempt<T> {}

    /** Nothing was changed. {@code errors} name the fields where the reason is one of fields. */
    record Refused<T>(Refusal why, List<FieldError> errors) implements Attempt<T> {}

    static <T> Attempt<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Attempt<T> refused(Refusal why) {
        return new Refused<>(why, List.of());
    }

    static <T> Attempt<T> invalid(List<FieldError> errors) {
        return new Refused<>(Refusal.INVALID, errors);
    }

    default <R> R fold(Function<T, R> done, Function<Refused<T>, R> refused) {
        if (this instanceof Done<T> it) {
            return done.apply(it.value());
        }
        return refused.apply((Refused<T>) this);
    }
}
