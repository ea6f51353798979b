package greenroom.web;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the HTTP codec of one connection.
 *
 * <p>A request of another version, or without the one {@code Host} that HTTP asks for (RFC 9112 section 3.2), counts as one
 * that could not be read. Of a body nobody reads, one MiB passes at most. And where the connection is closed before a body
 * has come to its end, the rest is let in and thrown away for a little while: at once, the system would answer what is still
 * on its way with a reset, and the sender would see that instead of our answer (RFC 9112 section 9.6).
 */
final class RequestGuard extends ChannelDuplexHandler {
    private static final long MOST_BYTES = 1L << 20;
    private static final long LONGEST_SECONDS = 2;
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[0-9A-Za-z._~!$&'()*+,;=%-]*)(:[0-9]*)?");

    private final Duration patience;
    private boolean inBody;
    private long length = -1;
    private long received;
    private @Nullable ChannelPromise closing;
    private @Nullable Future<?> lateness;
    private @Nullable Future<?> deadline;

    /** @param patience for a body that has not come whole with its head */
    RequestGuard(Duration patience) {
        this.patience = patience;
    }

    /** Whether the next byte belongs to a body. */
    boolean isInBody() {
        return inBody;
    }

    /** How many bytes are missing from the body, or -1 where only the body itself will tell. */
    long missing() {
        return length < 0 ? -1 : length - received;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content) {
            received += ((ByteBufHolder) content).content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            cancelDeadline();
        }
        pass(context, message);
    }

    /** Only a body that is still on its way has a deadline: one for every request would keep each for that long. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (inBody && deadline == null && closing == null) {
            deadline = context.executor().schedule(() -> dropped(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelReadComplete();
    }

    private static void dropped(ChannelHandlerContext context) {
        var unused = context.channel().close();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void begin(HttpRequest request) {
        inBody = true;
        received = 0;
        if (request.decoderResult().isSuccess()) {
            length = HttpUtil.isTransferEncodingChunked(request) ? -1 : HttpUtil.getContentLength(request, 0L);
            refuseIfBroken(request);
        }
    }

    private static void refuseIfBroken(HttpRequest request) {
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("another version of HTTP")));
        } else if (!hasHost(request)) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not one good Host")));
        }
    }

    private static boolean hasHost(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        return hosts.isEmpty()
                ? request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                : hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches();
    }

    private void pass(ChannelHandlerContext context, Object message) {
        var isOver = !inBody || received > MOST_BYTES;
        if (closing == null && received <= MOST_BYTES) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (isOver) {
            cutOff(context, closing == null ? context.newPromise() : closing);
        } else {
            context.read();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (inBody && closing == null && context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            closing = promise;
            var unused = channel.shutdownOutput();
            channel.config().setAutoRead(true);
            lateness = context.executor().schedule(() -> cutOff(context, promise), LONGEST_SECONDS, TimeUnit.SECONDS);
            context.read();
        } else {
            cutOff(context, promise);
        }
    }

    /** The promise may have been kept meanwhile: the deadline and the other end's own closing come when they like. */
    private static void cutOff(ChannelHandlerContext context, ChannelPromise closing) {
        var unused = context.close(closing.isDone() ? context.newPromise() : closing);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        if (lateness != null) {
            lateness.cancel(false);
        }
        if (closing != null) {
            cutOff(context, closing);
        }
        context.fireChannelInactive();
    }
}
