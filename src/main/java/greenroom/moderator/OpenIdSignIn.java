package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.web.Client;
import greenroom.web.RequestId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Opens a session for somebody whom an OpenID provider vouches for, if there is such an account and it is enabled; it never
 * makes one. Everybody else is sent back to the sign-in page, all alike.
 */
@Component
@ConditionalOnOAuth2ClientRegistrationProperties
final class OpenIdSignIn {
    static final OAuth2Error UNAVAILABLE = new OAuth2Error("provider_unavailable");

    private static final Logger log = LoggerFactory.getLogger(OpenIdSignIn.class);
    private static final URI WELCOME = URI.create("/moderate/");
    private static final URI REFUSED = URI.create("/moderate/?refused=openid-connect");

    private final OpenIdSettings settings;
    private final Moderators moderators;
    private final Sessions sessions;
    private final Cookies cookies;
    private final SignInGuard guard;
    private final Audit audit;

    OpenIdSignIn(
            OpenIdSettings settings,
            Moderators moderators,
            Sessions sessions,
            Cookies cookies,
            SignInGuard guard,
            Audit audit) {
        this.settings = settings;
        this.moderators = moderators;
        this.sessions = sessions;
        this.cookies = cookies;
        this.guard = guard;
        this.audit = audit;
    }

    /** For an ID token whose signature, issuer, audience, times and nonce were right. */
    Mono<Void> vouchedFor(ServerWebExchange exchange, Authentication authentication) {
        if (!(authentication instanceof OAuth2AuthenticationToken token)
                || !(token.getPrincipal() instanceof OidcUser person)
                || !cookies.work(exchange)) {
            return refuse(exchange, null, "openid-connect: cannot sign in");
        }
        var provider = token.getAuthorizedClientRegistrationId();
        return Mono.justOrEmpty(username(person.getIdToken()))
                .flatMap(moderators::now)
                .flatMap(account -> account.enabled()
                        ? welcome(exchange, account, provider)
                        : refuse(exchange, account.username(), told(provider) + ": disabled")
                                .thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> refuse(exchange, null, told(provider) + ": nobody known")
                        .thenReturn(true)))
                .then();
    }

    private static String told(String provider) {
        return "openid-connect " + provider;
    }

    private Optional<String> username(OidcIdToken token) {
        return Optional.ofNullable(token.getClaims().get(settings.usernameClaim()))
                .filter(String.class::isInstance)
                .map(claim -> ModeratorForm.normal((String) claim))
                .filter(ModeratorForm::isUsername)
                .filter(username -> isVerified(token));
    }

    /** Anybody can give a provider an address that is not theirs. */
    private boolean isVerified(OidcIdToken token) {
        return !settings.usernameClaim().equals(StandardClaimNames.EMAIL)
                || Boolean.TRUE.equals(token.getEmailVerified());
    }

    /** Whatever session the browser came with is over, as at any sign-in. */
    private Mono<Boolean> welcome(ServerWebExchange exchange, Account account, String provider) {
        var id = RequestId.of(exchange);
        RequestId.inLog(
                id, () -> log.info("{} {} of {} by {}", id, Action.SIGN_IN.code(), account.username(), provider));
        return audit.write(AuditEntry.of(Action.SIGN_IN, account.username(), null, told(provider)))
                .then(Mono.justOrEmpty(cookies.session(exchange)).flatMap(sessions::end))
                .then(sessions.open(account, true))
                .doOnNext(session -> cookies.setSession(exchange, session))
                .then(redirect(exchange, WELCOME))
                .thenReturn(true);
    }

    Mono<Void> failed(ServerWebExchange exchange, AuthenticationException failure) {
        var id = RequestId.of(exchange);
        RequestId.inLog(id, () -> log.info("{} {}: {}", id, Action.SIGN_IN_FAILED.code(), told(failure)));
        return refuse(exchange, null, "openid-connect: " + told(failure));
    }

    /** A code of OAuth's, or what looks like one: the provider's texts are for nobody here. */
    private static String told(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException known
                        && known.getError().getErrorCode().matches("[a-z_]{1,40}")
                ? known.getError().getErrorCode()
                : "refused";
    }

    /** Strangers can come here as often as they like: from one network ten in a quarter of an hour are written down. */
    private Mono<Void> refuse(ServerWebExchange exchange, @Nullable String username, String why) {
        var keys = List.of("openid-connect " + Client.of(exchange).network());
        var written = audit.write(AuditEntry.of(Action.SIGN_IN_FAILED, username, null, why));
        return guard.guarded(keys, written.thenReturn(false), wasRight -> wasRight, seconds -> false)
                .then(redirect(exchange, REFUSED));
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, URI page) {
        return Mono.defer(() -> {
            exchange.getResponse().setStatusCode(HttpStatus.FOUND);
            exchange.getResponse().getHeaders().setLocation(page);
            return exchange.getResponse().setComplete();
        });
    }
}
