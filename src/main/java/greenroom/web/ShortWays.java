package greenroom.web;

import greenroom.web.ShortWay.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Stands before the filter chain, and sends what a {@link ShortWay} takes along that. */
@Component
final class ShortWays implements WebHttpHandlerBuilderCustomizer {
    private final List<ShortWay> ways;
    private final ClientAddress clients;
    private final RequestWatch watch;
    private final ProblemAnswers problems;
    private final JsonMapper json;

    ShortWays(
            ObjectProvider<ShortWay> ways,
            ClientAddress clients,
            RequestWatch watch,
            ProblemAnswers problems,
            JsonMapper json) {
        this.ways = ways.orderedStream().toList();
        this.clients = clients;
        this.watch = watch;
        this.problems = problems;
        this.json = json;
    }

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(ordinary -> (request, response) -> handle(ordinary, request, response));
    }

    private Mono<Void> handle(HttpHandler ordinary, ServerHttpRequest request, ServerHttpResponse response) {
        var way = way(request);
        return way == null ? ordinary.handle(request, response) : along(way, request, response);
    }

    private @Nullable ShortWay way(ServerHttpRequest request) {
        for (ShortWay way : ways) {
            if (way.takes(request)) {
                return isInOrder(request) ? way : null;
            }
        }
        return null;
    }

    private static boolean isInOrder(ServerHttpRequest request) {
        return RoutedPath.isPlain(request) && BodyLimit.isKnown(request) && RequestRules.broken(request) == null;
    }

    private Mono<Void> along(ShortWay way, ServerHttpRequest request, ServerHttpResponse response) {
        var client = clients.of(request);
        var id = RequestId.of(request);
        AnswerHeaders.forAnyAnswer(response.getHeaders(), id, client.https(), false);
        var answering = Mono.defer(() -> way.answer(request, client, response.getHeaders()))
                .onErrorResume(failure -> Mono.just(Answer.of(problems.of(request, id, failure))))
                .flatMap(answer -> send(answer, request, response))
                .contextWrite(context -> OwnLoop.in(context, request));
        return watch.over(new RequestWatch.Call(request, response, client, id), way::route, answering);
    }

    private Mono<Void> send(Answer answer, ServerHttpRequest request, ServerHttpResponse response) {
        var problem = answer.problem();
        if (problem != null) {
            return problems.write(request, response, problem);
        }
        var body = json.writeValueAsBytes(answer.body());
        response.setStatusCode(answer.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
