package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What must be remembered between going to a provider and coming back: state, nonce and code verifier, in a cookie of the
 * browser that goes, for ten minutes. A MAC keeps others from writing one; nothing is kept here for strangers.
 */
@Component
@ConditionalOnOAuth2ClientRegistrationProperties
final class OpenIdState implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** The cookie's parts, in their order. */
    private record Kept(String provider, String state, String nonce, String verifier, String redirectUri, String end) {
        List<String> parts() {
            return List.of(provider, state, nonce, verifier, redirectUri, end);
        }

        static Kept of(List<String> parts) {
            return new Kept(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
        }
    }

    private static final int PARTS = 6;

    private final OpenIdProviders providers;
    private final Cookies cookies;
    private final DerivedKeys keys;
    private final Clock clock;

    OpenIdState(OpenIdProviders providers, Cookies cookies, DerivedKeys keys, Clock clock) {
        this.providers = providers;
        this.cookies = cookies;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> cookies.setSignInState(exchange, sealed(kept(request)), LIFETIME));
    }

    private Kept kept(OAuth2AuthorizationRequest request) {
        return new Kept(
                attribute(request, OAuth2ParameterNames.REGISTRATION_ID),
                Objects.requireNonNull(request.getState()),
                attribute(request, OidcParameterNames.NONCE),
                attribute(request, PkceParameterNames.CODE_VERIFIER),
                Objects.requireNonNull(request.getRedirectUri()),
                Long.toString(clock.instant().plus(LIFETIME).getEpochSecond()));
    }

    private static String attribute(OAuth2AuthorizationRequest request, String name) {
        return Objects.requireNonNull(request.<String>getAttribute(name));
    }

    private String sealed(Kept kept) {
        return Stream.concat(kept.parts().stream().map(part -> part.getBytes(UTF_8)), Stream.of(mac(kept.parts())))
                .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                .collect(Collectors.joining("."));
    }

    private byte[] mac(List<String> parts) {
        return keys.mac(
                Use.SIGN_IN_STATE,
                parts.stream().map(part -> part.getBytes(UTF_8)).toArray(byte[][]::new));
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doFirst(() -> cookies.clearSignInState(exchange));
    }

    /** Empty where the cookie is not ours, too old, or of another way out than the one that came back. */
    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.signInState(exchange).flatMap(this::opened))
                .filter(kept -> isOf(kept, exchange))
                .flatMap(kept ->
                        providers.registration(kept.provider()).map(registration -> request(kept, registration)));
    }

    private Optional<Kept> opened(String cookie) {
        return decoded(cookie)
                .filter(parts -> parts.size() == PARTS + 1)
                .filter(parts -> MessageDigest.isEqual(mac(texts(parts)), parts.get(PARTS)))
                .map(parts -> Kept.of(texts(parts)))
                .filter(kept ->
                        Instant.ofEpochSecond(Long.parseLong(kept.end())).isAfter(clock.instant()));
    }

    private static Optional<List<byte[]>> decoded(String cookie) {
        try {
            return Optional.of(Arrays.stream(cookie.split("\\.", -1))
                    .map(Base64.getUrlDecoder()::decode)
                    .toList());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static List<String> texts(List<byte[]> parts) {
        return parts.stream().limit(PARTS).map(part -> new String(part, UTF_8)).toList();
    }

    /** Who answers must be the provider that was asked (RFC 9207: mix-up), and to the browser that asked. */
    private static boolean isOf(Kept kept, ServerWebExchange exchange) {
        var state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return state != null
                && MessageDigest.isEqual(state.getBytes(UTF_8), kept.state().getBytes(UTF_8))
                && exchange.getRequest().getPath().value().endsWith("/" + kept.provider());
    }

    private static OAuth2AuthorizationRequest request(Kept kept, ClientRegistration registration) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(kept.redirectUri())
                .scopes(registration.getScopes())
                .state(kept.state())
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, kept.provider());
                    attributes.put(OidcParameterNames.NONCE, kept.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, kept.verifier());
                })
                .build();
    }
}
