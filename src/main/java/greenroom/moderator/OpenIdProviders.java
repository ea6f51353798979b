package greenroom.moderator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The OpenID Connect providers of {@code spring.security.oauth2.client.*}; none where it is not set. What a provider tells
 * of itself is asked when somebody first goes there, not at start: a provider that is down stops no comments.
 */
@Component
class OpenIdProviders implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(OpenIdProviders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 64;
    private static final Set<String> SCOPES = Set.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL);

    /** One, as the sign-in page offers it. */
    record Provider(String id, String name, String href) {}

    private final OAuth2ClientProperties properties;
    // as many as are configured
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Scheduler line;

    OpenIdProviders(Environment environment) {
        this.properties = Binder.get(environment)
                .bind("spring.security.oauth2.client", OAuth2ClientProperties.class)
                .orElseGet(OAuth2ClientProperties::new);
        this.line = properties.getRegistration().isEmpty() ? Schedulers.immediate() : oneAfterTheOther();
    }

    /** Asking blocks; who waits beyond that is refused. */
    private static Scheduler oneAfterTheOther() {
        return Schedulers.newBoundedElastic(1, MOST_WAITING, "openid", 60, true);
    }

    List<Provider> all() {
        return properties.getRegistration().entrySet().stream()
                .filter(entry -> signsPeopleIn(entry.getValue()))
                .map(entry -> provider(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    private static boolean signsPeopleIn(OAuth2ClientProperties.Registration registration) {
        var grant = registration.getAuthorizationGrantType();
        return grant == null || grant.equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
    }

    private static Provider provider(String id, OAuth2ClientProperties.Registration registration) {
        var name = Optional.ofNullable(registration.getClientName()).orElse(id);
        return new Provider(id, name, "/oauth2/authorization/" + id);
    }

    /** Empty where there is none with this id that speaks OpenID Connect; errors when it does not answer. */
    Mono<ClientRegistration> registration(String id) {
        return Mono.defer(() -> {
            var registration = known.get(id);
            return registration == null ? ask(id) : Mono.just(registration);
        });
    }

    private Mono<ClientRegistration> ask(String id) {
        return Mono.justOrEmpty(properties.getRegistration().get(id))
                .filter(OpenIdProviders::signsPeopleIn)
                .flatMap(registration -> Mono.fromCallable(() -> resolve(id, registration))
                        .subscribeOn(line)
                        .timeout(PATIENCE))
                .filter(OpenIdProviders::speaksOpenId)
                .doOnNext(registration -> known.put(id, registration));
    }

    /** By Boot's own reading of the properties, of this one alone: another provider that is down does not matter. */
    private ClientRegistration resolve(String id, OAuth2ClientProperties.Registration registration) {
        var alone = new OAuth2ClientProperties();
        alone.getProvider().putAll(properties.getProvider());
        alone.getRegistration().put(id, registration);
        var resolved =
                new OAuth2ClientPropertiesMapper(alone).asClientRegistrations().get(id);
        if (resolved == null) {
            throw new IllegalStateException("The provider " + id + " was not resolved");
        }
        return resolved.getScopes() == null || resolved.getScopes().isEmpty()
                ? ClientRegistration.withClientRegistration(resolved)
                        .scope(SCOPES)
                        .build()
                : resolved;
    }

    private static boolean speaksOpenId(ClientRegistration registration) {
        var speaks = registration.getScopes().contains(OidcScopes.OPENID);
        if (!speaks) {
            log.warn("{} has no scope \"openid\": it cannot sign anybody in", registration.getRegistrationId());
        }
        return speaks;
    }

    @Override
    public void destroy() {
        line.dispose();
    }
}
