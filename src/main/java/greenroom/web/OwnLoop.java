package greenroom.web;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.util.context.Context;

/**
 * The event loop that a request's connection lives on. An answer that is made there is written at once, while whoever
 * answers many others, such as a commit, goes on with its own work.
 */
public final class OwnLoop {
    private OwnLoop() {}

    /** Lets {@link #back} find the way; for whoever takes a request. */
    static Context in(Context context, ServerHttpRequest request) {
        return ServerHttpRequestDecorator.getNativeRequest(request) instanceof Connection connection
                ? context.put(
                        OwnLoop.class,
                        Schedulers.fromExecutor(connection.channel().eventLoop()))
                : context;
    }

    /** The same, emitted on the loop of the request that it is for; unchanged where that is not known. */
    public static <T> Mono<T> back(Mono<T> answer) {
        return Mono.deferContextual(around -> around.<Scheduler>getOrEmpty(OwnLoop.class)
                .map(answer::publishOn)
                .orElse(answer));
    }
}
