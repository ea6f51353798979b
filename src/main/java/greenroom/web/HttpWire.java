package greenroom.web;

import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/** What stands between the socket and the first filter. */
@Configuration(proxyBeanMethods = false)
class HttpWire {
    @Bean
    NettyServerCustomizer guardedConnections(ProxySettings settings, UnreadableAddress unreadable) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> guard(channel, settings))
                .mapHandle(unreadable::answerOr);
    }

    private static void guard(Channel channel, ProxySettings settings) {
        var requests = new RequestGuard(settings.requestTimeout());
        channel.pipeline()
                .addBefore(
                        NettyPipeline.HttpCodec, "greenroom.heads", new HeadGuard(requests, settings.requestTimeout()))
                .addAfter(NettyPipeline.HttpCodec, "greenroom.requests", requests);
    }
}
