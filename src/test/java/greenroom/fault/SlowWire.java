package greenroom.fault;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** A network on which each byte arrives late, in both directions: it stands between a replica and PostgreSQL. */
final class SlowWire implements AutoCloseable {
    private final int target;
    private final DisposableServer server;
    private volatile Duration delay = Duration.ZERO;

    SlowWire(int target) {
        this.target = target;
        this.server =
                TcpServer.create().host("127.0.0.1").port(0).handle(this::join).bindNow();
    }

    int port() {
        return server.port();
    }

    void delay(Duration each) {
        delay = each;
    }

    private Publisher<Void> join(NettyInbound in, NettyOutbound out) {
        return TcpClient.create().host("127.0.0.1").port(target).connect().flatMap(there -> join(in, out, there));
    }

    private Mono<Void> join(NettyInbound in, NettyOutbound out, Connection there) {
        var onward = late(in, there.outbound());
        var back = late(there.inbound(), out);
        return Mono.firstWithSignal(onward, back).doFinally(end -> there.dispose());
    }

    private Mono<Void> late(NettyInbound from, NettyOutbound to) {
        var bytes = from.receive().asByteArray().delayUntil(read -> delay.isZero() ? Mono.empty() : Mono.delay(delay));
        return to.send(bytes.map(Unpooled::wrappedBuffer), each -> true).then();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
