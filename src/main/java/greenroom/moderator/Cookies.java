package greenroom.moderator;

import greenroom.web.Client;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The cookies of moderators' browsers; nobody else's browser ever gets one but {@value #CSRF}. */
@Component
final class Cookies {
    static final String CSRF = "XSRF-TOKEN";
    static final String DEVICE = "greenroom-device";
    static final String SIGN_IN_STATE = "greenroom-sign-in";

    private static final String CALLBACKS = "/login/oauth2/code";

    private final SessionSettings settings;

    Cookies(SessionSettings settings) {
        this.settings = settings;
    }

    /** Whether the session's cookie can reach this client at all. */
    boolean work(ServerWebExchange exchange) {
        return Client.of(exchange).https() || !settings.needsHttps();
    }

    Optional<String> session(ServerWebExchange exchange) {
        return presented(exchange, settings.cookie()).filter(Cookies::isOurToken);
    }

    Optional<String> csrf(ServerWebExchange exchange) {
        return presented(exchange, CSRF).filter(Cookies::isOurToken);
    }

    Optional<String> device(ServerWebExchange exchange) {
        return presented(exchange, DEVICE);
    }

    /** A cookie that comes twice was planted once, by a sibling host or another path: nobody can say which one is ours. */
    private static Optional<String> presented(ServerWebExchange exchange, String name) {
        var cookies = exchange.getRequest().getCookies().get(name);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : Optional.of(cookies.get(0).getValue());
    }

    /** 32 bytes in base64url. */
    private static boolean isOurToken(String text) {
        return text.matches("[A-Za-z0-9_-]{43}");
    }

    void setSession(ServerWebExchange exchange, OpenSession session) {
        set(exchange, session(exchange, session.id()).build());
        setCsrf(exchange, session.csrfToken());
    }

    void clearSession(ServerWebExchange exchange) {
        set(exchange, session(exchange, "").maxAge(Duration.ZERO).build());
    }

    /** Lax: who follows a link from a mail arrives signed in, and no GET changes anything. */
    private ResponseCookieBuilder session(ServerWebExchange exchange, String value) {
        return cookie(exchange, settings.cookie(), value).httpOnly(true).sameSite("Lax");
    }

    void setCsrf(ServerWebExchange exchange, String token) {
        set(exchange, cookie(exchange, CSRF, token).sameSite("Strict").build());
    }

    void setDevice(ServerWebExchange exchange, String value) {
        set(
                exchange,
                cookie(exchange, DEVICE, value)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .maxAge(DeviceCookie.LIFETIME)
                        .build());
    }

    Optional<String> signInState(ServerWebExchange exchange) {
        return presented(exchange, SIGN_IN_STATE);
    }

    /** Lax: a provider sends the browser back by a link from its own site. */
    void setSignInState(ServerWebExchange exchange, String value, Duration lifetime) {
        set(exchange, signInState(exchange, value).maxAge(lifetime).build());
    }

    void clearSignInState(ServerWebExchange exchange) {
        set(exchange, signInState(exchange, "").maxAge(Duration.ZERO).build());
    }

    private static ResponseCookieBuilder signInState(ServerWebExchange exchange, String value) {
        return cookie(exchange, SIGN_IN_STATE, value)
                .path(CALLBACKS)
                .httpOnly(true)
                .sameSite("Lax");
    }

    private static ResponseCookieBuilder cookie(ServerWebExchange exchange, String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .secure(Client.of(exchange).https());
    }

    /** As a header of our own, for the server's own encoder spells an attribute {@code HTTPOnly}. */
    private static void set(ServerWebExchange exchange, ResponseCookie cookie) {
        exchange.getResponse().getHeaders().add(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
