package greenroom.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ByteProcessor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the HTTP codec of one connection, and looks at heads of requests only.
 *
 * <p>A folded header line (RFC 9112 section 5.2) must be refused, for two readers could read it in two ways; the codec would
 * unfold it. So its first character becomes one that no codec takes. A head that has begun must come to its end in time: the
 * codec would wait for ever on one that drips.
 */
final class HeadGuard extends ChannelInboundHandlerAdapter {
    private final RequestGuard requests;
    private final Duration patience;
    private final Lines lines = new Lines();
    private @Nullable Future<?> deadline;

    HeadGuard(RequestGuard requests, Duration patience) {
        this.requests = requests;
        this.patience = patience;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            passOn(context, bytes);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Piece by piece, each no longer than the codec can tell what the next one is. */
    private void passOn(ChannelHandlerContext context, ByteBuf bytes) {
        for (var length = piece(context, bytes); length < bytes.readableBytes(); length = piece(context, bytes)) {
            context.fireChannelRead(bytes.readRetainedSlice(length));
        }
        context.fireChannelRead(bytes);
    }

    private int piece(ChannelHandlerContext context, ByteBuf bytes) {
        if (!requests.isInBody()) {
            return head(context, bytes);
        }
        var missing = requests.missing();
        return missing < 0 ? line(bytes) : (int) Math.max(1, Math.min(missing, bytes.readableBytes()));
    }

    /** A chunked body ends with a line, so it ends with a piece. */
    private static int line(ByteBuf bytes) {
        var end = bytes.forEachByte(ByteProcessor.FIND_LF);
        return end < 0 ? bytes.readableBytes() : end + 1 - bytes.readerIndex();
    }

    private int head(ChannelHandlerContext context, ByteBuf bytes) {
        var from = bytes.readerIndex();
        while (from < bytes.writerIndex()) {
            var stop = bytes.forEachByte(from, bytes.writerIndex() - from, lines);
            if (stop < 0) {
                break;
            }
            if (lines.isAtTheEnd()) {
                ended();
                return stop + 1 - bytes.readerIndex();
            }
            bytes.setByte(stop, 0);
            from = stop + 1;
        }
        begun(context);
        return bytes.readableBytes();
    }

    private void begun(ChannelHandlerContext context) {
        if (deadline == null && lines.hasBegun()) {
            deadline = context.executor().schedule(() -> cutOff(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void cutOff(ChannelHandlerContext context) {
        var unused = context.close();
    }

    private void ended() {
        lines.startAnew();
        cancelDeadline();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        context.fireChannelInactive();
    }

    /** Reads a head line by line; stops at the first character of a folded line, and at the head's end. */
    private static final class Lines implements ByteProcessor {
        private boolean begun;
        private boolean hasFirst;
        private boolean atStart = true;
        private boolean ended;

        @Override
        public boolean process(byte value) {
            if (value == '\n') {
                return !isEndOfHead();
            }
            if (value == '\r') {
                return true;
            }
            var isFold = atStart && hasFirst && (value == ' ' || value == '\t');
            atStart = false;
            begun = true;
            return !isFold;
        }

        private boolean isEndOfHead() {
            ended = atStart && hasFirst;
            hasFirst |= !atStart;
            atStart = true;
            return ended;
        }

        boolean hasBegun() {
            return begun;
        }

        boolean isAtTheEnd() {
            return ended;
        }

        void startAnew() {
            begun = false;
            hasFirst = false;
            atStart = true;
            ended = false;
        }
    }
}
