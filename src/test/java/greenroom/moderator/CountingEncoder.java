package greenroom.moderator;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The real encoder, and how often it was asked. */
final class CountingEncoder implements PasswordEncoder {
    final AtomicInteger matched = new AtomicInteger();
    final AtomicInteger encoded = new AtomicInteger();

    private final PasswordEncoder real;

    CountingEncoder(PasswordEncoder real) {
        this.real = real;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        encoded.incrementAndGet();
        return real.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        matched.incrementAndGet();
        return real.matches(password, hash);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return real.upgradeEncoding(hash);
    }
}
