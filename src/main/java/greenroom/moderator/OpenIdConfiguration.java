package greenroom.moderator;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.OAuth2LoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Sign-in by OpenID Connect, on two paths of its own; only where {@code spring.security.oauth2.client.*} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
class OpenIdConfiguration {
    private static final String CALLBACK = "/login/oauth2/code/{id}";
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Bean
    SecurityWebFilterChain openIdConnect(
            ServerHttpSecurity http,
            OpenIdProviders providers,
            OpenIdRequests requests,
            OpenIdState state,
            OpenIdSignIn signIn) {
        return http.securityMatcher(pathMatchers(HttpMethod.GET, OpenIdRequests.PATH, CALLBACK))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(around(signIn), SecurityWebFiltersOrder.FIRST)
                .oauth2Login(login -> byProvider(login, providers, requests, state, signIn))
                .authorizeExchange(OpenIdConfiguration::letEverybodyPass)
                // what is no provider's is nothing: nobody is sent to a page of the framework's
                .exceptionHandling(answers ->
                        answers.authenticationEntryPoint((exchange, failure) -> failed(signIn, exchange, failure)))
                .csrf(CsrfSpec::disable)
                .headers(HeaderSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .build();
    }

    private static void letEverybodyPass(AuthorizeExchangeSpec calls) {
        calls.anyExchange().permitAll();
    }

    private static void byProvider(
            OAuth2LoginSpec login,
            OpenIdProviders providers,
            OpenIdRequests requests,
            OpenIdState state,
            OpenIdSignIn signIn) {
        login.clientRegistrationRepository(providers::registration)
                .authorizationRequestResolver(requests)
                .authorizationRequestRepository(state)
                .authenticationMatcher(pathMatchers(HttpMethod.GET, CALLBACK))
                .authenticationManager(inTime(tokenCheck()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizedClientRepository(new NothingKept())
                .authenticationSuccessHandler((at, who) -> signIn.vouchedFor(at.getExchange(), who))
                .authenticationFailureHandler((at, failure) -> signIn.failed(at.getExchange(), failure));
    }

    /** What a person is comes from the signed ID token alone: nothing else is asked for. */
    private static ReactiveAuthenticationManager tokenCheck() {
        return new OidcAuthorizationCodeReactiveAuthenticationManager(
                new WebClientReactiveAuthorizationCodeTokenResponseClient(),
                request -> Mono.just(new DefaultOidcUser(List.of(), request.getIdToken())));
    }

    /** A provider that is slow or gone is a refusal like others. */
    private static ReactiveAuthenticationManager inTime(ReactiveAuthenticationManager manager) {
        return authentication -> manager.authenticate(authentication)
                .timeout(PATIENCE)
                .onErrorMap(
                        failure -> !(failure instanceof AuthenticationException),
                        failure -> new OAuth2AuthenticationException(OpenIdSignIn.UNAVAILABLE, failure));
    }

    /** These answers are a moderator's; and a provider that cannot be asked is no fault of ours. */
    private static WebFilter around(OpenIdSignIn signIn) {
        return (exchange, chain) -> around(signIn, exchange, chain);
    }

    private static Mono<Void> around(OpenIdSignIn signIn, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
        return chain.filter(exchange)
                .onErrorResume(AuthenticationException.class, failure -> failed(signIn, exchange, failure));
    }

    private static Mono<Void> failed(OpenIdSignIn signIn, ServerWebExchange exchange, AuthenticationException failure) {
        return signIn.failed(exchange, failure);
    }

    /** In the place of Boot's, which asks every provider at the start and does not start without it. */
    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(OpenIdProviders providers) {
        return providers::registration;
    }

    /** The provider's tokens open nothing here: they are forgotten once they were read. */
    private static final class NothingKept implements ServerOAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
                String provider, Authentication who, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> saveAuthorizedClient(
                OAuth2AuthorizedClient client, Authentication who, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> removeAuthorizedClient(String provider, Authentication who, ServerWebExchange exchange) {
            return Mono.empty();
        }
    }
}
