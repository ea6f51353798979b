package greenroom.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.publication.PageKey.Sort;
import greenroom.site.Limits;
import greenroom.site.Site;
import greenroom.site.SiteSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ThreadCacheTests {
    private static final long PLENTY = 1_000_000;

    private final Site site = site(null);
    private final PageKey page = pageOf("a");

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private Duration silence = Duration.ZERO;
    private final Freshness freshness = new Freshness(() -> silence);

    /** Loads that were begun, each ended by the test. */
    private final List<CompletableFuture<ReadyAnswer>> loads = new ArrayList<>();

    private final ThreadCache<PageKey> cache = new ThreadCache<PageKey>(PLENTY, freshness, () -> now, (site, page) -> {
        var load = new CompletableFuture<ReadyAnswer>();
        loads.add(load);
        return Mono.fromFuture(load);
    });

    private static Site site(@Nullable Boolean closed) {
        return new Site(
                1,
                "demo",
                "Demo",
                Set.of("https://news.example"),
                new SiteSettings(null, null, null, null, null, null, null, closed, null, null, null),
                new Limits(100, 254, 2, 10_000, 200, 300, 5, Duration.ofMinutes(15)));
    }

    private static PageKey pageOf(String thread) {
        return new PageKey("demo", thread, Sort.OLDEST, 50, null);
    }

    private static ReadyAnswer answer(String text) {
        return ReadyAnswer.of(text.getBytes(UTF_8));
    }

    private CompletableFuture<ReadyAnswer> reader() {
        return cache.load(site, page).toFuture();
    }

    private void someoneReads(PageKey read, String text) {
        var unused = cache.load(site, read).toFuture();
        loads.get(loads.size() - 1).complete(answer(text));
    }

    private void hears(String thread) {
        freshness.announced("demo " + thread);
    }

    @Test
    void asksTheStoreOnceForAThousandReadersWhoMissAtOnce() {
        var readers = new ArrayList<CompletableFuture<ReadyAnswer>>();
        for (int i = 0; i < 1_000; i++) {
            readers.add(reader());
        }
        assertThat(loads).hasSize(1);

        var answer = answer("the page");
        loads.get(0).complete(answer);

        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isSameAs(answer));
        assertThat(cache.ready(site, page)).isSameAs(answer);
    }

    @Test
    void keepsNoFailure() {
        var reader = reader();
        var another = reader();
        loads.get(0).completeExceptionally(new IllegalStateException("the store is down"));

        assertThatThrownBy(reader::join).hasRootCauseMessage("the store is down");
        assertThatThrownBy(another::join).hasRootCauseMessage("the store is down");
        assertThat(cache.ready(site, page)).isNull();

        var next = reader();
        assertThat(loads).hasSize(2);
        loads.get(1).complete(answer("the page"));
        assertThat(next).isCompleted();
    }

    @Test
    void survivesASourceThatThrows() {
        var broken = new ThreadCache<PageKey>(PLENTY, freshness, () -> now, (site, page) -> {
            throw new IllegalStateException("at once");
        });

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> broken.load(site, page).toFuture().join()).hasRootCauseMessage("at once");
        }
    }

    @Test
    void dropsAPageWhenItsThreadChanges() {
        someoneReads(page, "before");
        hears("another thread");
        assertThat(cache.ready(site, page)).isNotNull();

        hears("a");

        assertThat(cache.ready(site, page)).isNull();
    }

    @Test
    void dropsEveryPageOfTheThread() {
        var other = new PageKey("demo", "a", Sort.NEWEST, 10, null);
        someoneReads(page, "before");
        someoneReads(other, "before");

        hears("a");

        assertThat(cache.ready(site, page)).isNull();
        assertThat(cache.ready(site, other)).isNull();
    }

    @Test
    void dropsAllAfterAGap() {
        someoneReads(page, "before");

        freshness.missed();

        assertThat(cache.ready(site, page)).isNull();
    }

    @Test
    void dropsPagesOfASiteThatChanged() {
        someoneReads(page, "open");

        assertThat(cache.ready(site(null), page)).isNotNull();
        assertThat(cache.ready(site(true), page)).isNull();
    }

    @Test
    void dropsAPageWhoseTimeHasRunOut() {
        var closing = now.plusSeconds(60);
        var reader = reader();
        loads.get(0).complete(answer("open").until(closing));

        now = closing.minusNanos(1);
        assertThat(cache.ready(site, page)).isSameAs(reader.join());

        now = closing;
        assertThat(cache.ready(site, page)).isNull();
    }

    @Test
    void keepsNothingThatAChangeOvertook() {
        var early = reader();
        hears("a");
        var late = reader();
        assertThat(loads).hasSize(2);

        loads.get(1).complete(answer("after"));
        loads.get(0).complete(answer("before"));

        assertThat(text(early)).isEqualTo("before");
        assertThat(text(late)).isEqualTo("after");
        assertThat(cache.ready(site, page))
                .isNotNull()
                .extracting(ThreadCacheTests::text)
                .isEqualTo("after");
    }

    @Test
    void keepsNothingThatAGapOvertook() {
        var early = reader();
        freshness.missed();
        loads.get(0).complete(answer("before"));

        assertThat(early).isCompleted();
        assertThat(cache.ready(site, page)).isNull();
    }

    @Test
    void goesOnWithWhatItHasForLessThanAMinuteOfSilence() {
        someoneReads(page, "before");

        silence = Duration.ofSeconds(60).minusNanos(1);
        assertThat(cache.ready(site, page)).isNotNull();

        silence = Duration.ofSeconds(60);
        assertThat(cache.ready(site, page)).isNull();
    }

    @Test
    void readsThroughAndKeepsNothingInSilence() {
        silence = Duration.ofSeconds(61);
        for (int i = 0; i < 3; i++) {
            var reader = reader();
            loads.get(i).complete(answer("now " + i));
            assertThat(text(reader)).isEqualTo("now " + i);
        }

        silence = Duration.ZERO;
        assertThat(cache.ready(site, page)).isNull();
    }

    @Test
    void goesOnForOthersWhenAReaderHangsUp() {
        var hungUp = cache.load(site, page).subscribe();
        var stays = reader();

        hungUp.dispose();
        loads.get(0).complete(answer("the page"));

        assertThat(text(stays)).isEqualTo("the page");
        assertThat(cache.ready(site, page)).isNotNull();
    }

    @Test
    void holdsNoMoreBytesThanItMay() {
        var bytes = 20_000;
        var small = new ThreadCache<PageKey>(
                bytes, freshness, () -> now, (site, page) -> Mono.just(answer("x".repeat(1_000))));
        for (int i = 0; i < 1_000; i++) {
            var unused = small.load(site, pageOf("thread " + i)).toFuture().join();
        }

        var policy = small.entries().policy().eviction().orElseThrow();
        assertThat(policy.weightedSize().orElseThrow()).isBetween(1L, (long) bytes);
    }

    @Test
    void sendsWhatIsTooLargeToKeep() {
        var small = new ThreadCache<PageKey>(
                2_000, freshness, () -> now, (site, page) -> Mono.just(answer("x".repeat(10_000))));

        assertThat(small.load(site, page).toFuture().join().plain().bytes()).hasSize(10_000);
        assertThat(small.ready(site, page)).isNull();
    }

    private static String text(CompletableFuture<ReadyAnswer> reader) {
        return text(Objects.requireNonNull(reader.getNow(answer("nothing yet"))));
    }

    private static String text(ReadyAnswer answer) {
        return new String(answer.plain().bytes(), UTF_8);
    }
}
