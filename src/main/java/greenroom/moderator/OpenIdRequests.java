package greenroom.moderator;

import greenroom.web.OwnAddress;
import java.net.URI;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Makes of {@code GET /oauth2/authorization/ID} what the browser is sent to the provider with: an authorization code with
 * PKCE (RFC 7636), state and nonce. Where to come back to is our own address, whatever the proxy makes of it.
 */
@Component
@ConditionalOnOAuth2ClientRegistrationProperties
final class OpenIdRequests implements ServerOAuth2AuthorizationRequestResolver {
    static final String PATH = "/oauth2/authorization/{id}";

    private static final ServerWebExchangeMatcher OURS = new PathPatternParserServerWebExchangeMatcher(PATH);

    private final OpenIdProviders providers;
    private final OwnAddress ownAddress;
    private final DefaultServerOAuth2AuthorizationRequestResolver requests;

    OpenIdRequests(OpenIdProviders providers, OwnAddress ownAddress) {
        this.providers = providers;
        this.ownAddress = ownAddress;
        this.requests = new DefaultServerOAuth2AuthorizationRequestResolver(providers::registration);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    /** Empty on another path and for a provider that is none of ours. */
    @Override
    public Mono<OAuth2AuthorizationRequest> resolve(ServerWebExchange exchange) {
        return OURS.matches(exchange)
                .filter(MatchResult::isMatch)
                .map(match -> String.valueOf(match.getVariables().get("id")))
                .flatMap(id -> resolve(exchange, id));
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> resolve(ServerWebExchange exchange, String id) {
        return providers
                .registration(id)
                .flatMap(known -> requests.resolve(atOurAddress(exchange), id))
                .onErrorMap(
                        failure -> !(failure instanceof OAuth2AuthenticationException),
                        failure -> new OAuth2AuthenticationException(OpenIdSignIn.UNAVAILABLE, failure));
    }

    private ServerWebExchange atOurAddress(ServerWebExchange exchange) {
        var address = ownAddress.base(exchange) + exchange.getRequest().getURI().getRawPath();
        return exchange.mutate()
                .request(request -> request.uri(URI.create(address)))
                .build();
    }
}
