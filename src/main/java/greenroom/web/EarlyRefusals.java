package greenroom.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.support.Netty4HeadersAdapter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands behind the {@link RequestGuard} of one connection and answers what an {@link EarlyRefusal} refuses; the body is
 * thrown away as it comes. A request that follows others which are not answered yet waits for its turn the ordinary way.
 */
final class EarlyRefusals extends ChannelDuplexHandler {
    /** A request that has one of these may deserve another answer, which the ordinary way knows. */
    private static final List<AsciiString> JUDGED = List.of(
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.CONNECTION,
            AsciiString.cached("receipt"),
            AsciiString.cached("x-xsrf-token"));

    private static final List<AsciiString> COME_ONCE = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.ORIGIN,
            HttpHeaderNames.CONTENT_TYPE,
            AsciiString.cached("idempotency-key"),
            ReadyHeaders.REQUEST_ID);

    private static final AsciiString PROBLEM_JSON = AsciiString.cached("application/problem+json");

    private static final DefaultHttpHeadersFactory OURS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    /** What all connections share. */
    record Shared(List<EarlyRefusal> refusals, ClientAddress clients, JsonMapper json) {}

    private final Shared shared;
    private int unanswered;
    private boolean throwsAway;
    private boolean hasAnswered;

    EarlyRefusals(Shared shared) {
        this.shared = shared;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (throwsAway) {
            throwsAway = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest head && !isRefused(context, head)) {
            unanswered++;
            context.fireChannelRead(message);
        } else if (!throwsAway) {
            context.fireChannelRead(message);
        }
    }

    private boolean isRefused(ChannelHandlerContext context, HttpRequest head) {
        if (unanswered != 0) {
            return false;
        }
        for (EarlyRefusal refusal : shared.refusals()) {
            if (refusal.refuses(head) && isPlain(head)) {
                answer(context, head, refusal);
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(HttpRequest head) {
        var headers = head.headers();
        return head.decoderResult().isSuccess()
                && HttpVersion.HTTP_1_1.equals(head.protocolVersion())
                && isShort(headers.get(HttpHeaderNames.CONTENT_LENGTH))
                && !hasAny(headers, JUDGED)
                && comeOnce(headers, COME_ONCE)
                && takesJson(headers.get(HttpHeaderNames.ACCEPT));
    }

    /** Of few digits, and so within the limit for bodies. */
    private static boolean isShort(@Nullable String length) {
        return length != null && length.length() < 5;
    }

    private static boolean hasAny(HttpHeaders headers, List<AsciiString> names) {
        for (AsciiString name : names) {
            if (headers.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean comeOnce(HttpHeaders headers, List<AsciiString> names) {
        for (AsciiString name : names) {
            var values = headers.valueStringIterator(name);
            if (values.hasNext()) {
                values.next();
            }
            if (values.hasNext()) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private void answer(ChannelHandlerContext context, HttpRequest head, EarlyRefusal refusal) {
        throwsAway = true;
        hasAnswered = true;
        var problem = refusal.problem();
        var body = Unpooled.wrappedBuffer(shared.json().writeValueAsBytes(problem.body(head.uri())));
        var status = HttpResponseStatus.valueOf(problem.status().value());
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, OURS, OURS);
        var client = client(context, head);
        var headers = answer.headers();
        ReadyHeaders.ofPublicJson(headers, head.headers(), client.https());
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set(HttpHeaderNames.CONTENT_TYPE, PROBLEM_JSON);
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        problem.headers().forEach((name, values) -> headers.set(name, values));
        refusal.complete(headers, client);
        var unused = context.write(answer);
    }

    private Client client(ChannelHandlerContext context, HttpRequest head) {
        var asked = new org.springframework.http.HttpHeaders(new Netty4HeadersAdapter(head.headers()));
        return shared.clients().of(remote(context), false, asked);
    }

    private static @Nullable InetSocketAddress remote(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress address ? address : null;
    }

    /** Nobody behind us knows of what was answered here, so that nobody would ask for the next request. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (hasAnswered) {
            hasAnswered = throwsAway;
            context.flush();
            if (unanswered == 0) {
                context.read();
            }
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered--;
        }
        var unused = context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
