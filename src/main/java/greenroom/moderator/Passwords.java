package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.web.Problem;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes and compares passwords, away from the event loops: each hash takes 19 MiB and a twentieth of a second of a core.
 * Half of the cores work at it at most, and sixteen wait; who comes then gets 503 {@code overloaded}.
 */
@Component
class Passwords implements DisposableBean {
    static final int MOST_BYTES = 512;

    private static final int MOST_WAITING = 16;
    private static final int RETRY_AFTER = 2;

    private final PasswordEncoder encoder;
    private final Scheduler line;

    /** Of the same cost as any other, and of no password. */
    private final String nobodys = nobodys();

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.line = Schedulers.fromExecutorService(
                executor(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)), "passwords");
    }

    private static ThreadPoolExecutor executor(int atOnce) {
        var threads = new CustomizableThreadFactory("passwords-");
        threads.setDaemon(true);
        return new ThreadPoolExecutor(
                atOnce, atOnce, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), threads);
    }

    private static String nobodys() {
        var random = new SecureRandom();
        var salt = new byte[16];
        var hash = new byte[32];
        random.nextBytes(salt);
        random.nextBytes(hash);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=19456,t=2,p=1$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /**
     * Whether this is the password. It hashes exactly once whatever comes: also without a stored hash, and for a password
     * that is too long to be anybody's.
     */
    Mono<Boolean> matches(String password, @Nullable String storedHash) {
        var isPossible = storedHash != null && password.getBytes(UTF_8).length <= MOST_BYTES;
        var typed = isPossible ? password : "";
        var expected = isPossible ? storedHash : nobodys;
        return inLine(() -> encoder.matches(typed, expected) && isPossible);
    }

    Mono<String> hash(String password) {
        return inLine(() -> Objects.requireNonNull(encoder.encode(password)));
    }

    /** Whether the parameters have moved since. */
    boolean isOutdated(String storedHash) {
        return encoder.upgradeEncoding(storedHash);
    }

    private <T> Mono<T> inLine(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(line)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> Problem.unavailable(RETRY_AFTER).thrown());
    }

    @Override
    public void destroy() {
        line.dispose();
    }
}
