package greenroom.moderator;

import java.util.function.Function;
import java.util.function.Supplier;

/** What became of something that somebody who is signed in had to prove themselves for once more. */
sealed interface Tried<T> {
    /** The proof was right, and this came of it. */
    record Right<T>(T value) implements Tried<T> {}

    /** The password or the code was wrong. */
    record Wrong<T>() implements Tried<T> {}

    /** The proof was right or not needed, but the second factor is not in the state for it. */
    record OutOfPlace<T>() implements Tried<T> {}

    record TooManyTries<T>(long retryAfterSeconds) implements Tried<T> {}

    default boolean isWrong() {
        return this instanceof Wrong;
    }

    default <R> R fold(
            Function<T, R> right,
            Supplier<R> wrong,
            Supplier<R> outOfPlace,
            Function<TooManyTries<T>, R> tooManyTries) {
        if (this instanceof Right<T> it) {
            return right.apply(it.value());
        }
        if (this instanceof Wrong<T>) {
            return wrong.get();
        }
        if (this instanceof OutOfPlace<T>) {
            return outOfPlace.get();
        }
        return tooManyTries.apply((TooManyTries<T>) this);
    }
}
