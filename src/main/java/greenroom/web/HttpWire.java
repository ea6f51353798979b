package greenroom.web;

import io.netty.channel.Channel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** What stands between the socket and the first filter. */
@Configuration(proxyBeanMethods = false)
class HttpWire {
    @Bean
    NettyServerCustomizer guardedConnections(
            ProxySettings settings,
            UnreadableAddress unreadable,
            ObjectProvider<EarlyRefusal> refusals,
            ClientAddress clients,
            JsonMapper json) {
        var shared = new EarlyRefusals.Shared(refusals.orderedStream().toList(), clients, json);
        return server -> server.doOnChannelInit((observer, channel, remote) -> guard(channel, settings, shared))
                .mapHandle(unreadable::answerOr);
    }

    static void guard(Channel channel, ProxySettings settings, EarlyRefusals.Shared shared) {
        var requests = new RequestGuard(settings.requestTimeout());
        channel.pipeline()
                .addBefore(
                        NettyPipeline.HttpCodec, "greenroom.heads", new HeadGuard(requests, settings.requestTimeout()))
                .addAfter(NettyPipeline.HttpCodec, "greenroom.refusals", new EarlyRefusals(shared))
                .addAfter(NettyPipeline.HttpCodec, "greenroom.requests", requests);
    }
}
