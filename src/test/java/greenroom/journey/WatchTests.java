package greenroom.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What is watched for under every test would be found: planted here, found, and taken away again. */
class WatchTests {
    @Test
    void aBlockedEventLoopIsNoticed() {
        Mono.fromRunnable(WatchTests::blocks).subscribeOn(Schedulers.parallel()).block();

        assertThat(Blocking.taken(call -> call.contains("WatchTests.blocks"))).hasSize(1);
    }

    private static void blocks() {
        try (var file = new FileInputStream("pom.xml")) {
            assertThat(file.read()).isNotNegative();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aThreadThatMayBlockMayBlock() {
        Mono.fromRunnable(WatchTests::blocks)
                .subscribeOn(Schedulers.boundedElastic())
                .block();

        assertThat(Blocking.taken(call -> call.contains("WatchTests.blocks"))).isEmpty();
    }

    @Test
    void aLostBufferIsNoticed() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);

        loseABuffer();

        await("the buffer is missed").until(WatchTests::isMissed);
    }

    private static void loseABuffer() {
        Objects.requireNonNull(UnpooledByteBufAllocator.DEFAULT.directBuffer(8).touch("planted"));
    }

    /** Netty looks for lost buffers whenever it gives out another one. */
    private static boolean isMissed() {
        System.gc();
        UnpooledByteBufAllocator.DEFAULT.directBuffer(8).release();
        return !Leaks.taken(leak -> leak.contains("planted")).isEmpty();
    }
}
