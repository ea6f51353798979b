package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.audit.Audit;
import greenroom.moderator.SessionController.SignInForm;
import greenroom.web.Client;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** An installation with {@code greenroom.session.cookie=__Host-greenroom}. */
class HttpsOnlyTests extends RunningDesk {
    private static final String COOKIE = "__Host-greenroom";

    @Autowired
    SignIn signIn;

    @Autowired
    PasswordChange passwordChange;

    @Autowired
    PasswordRules passwordRules;

    @Autowired
    DeviceCookie devices;

    @Autowired
    Audit audit;

    @Test
    void signsNobodyInOverHttpAndSaysWhy() {
        var before = encoder.matched.get();

        var answer = signInOver(exchange(false));

        assertThat(answer.getStatusCode().value()).isEqualTo(403);
        assertThat(String.valueOf(answer.getBody())).contains("https only");
        assertThat(encoder.matched.get()).isEqualTo(before);
    }

    @Test
    void setsACookieThatBrowsersTakeFromThisHostOnly() {
        var exchange = exchange(true);

        assertThat(signInOver(exchange).getStatusCode().value()).isEqualTo(200);

        assertThat(exchange.getResponse().getHeaders().getOrEmpty("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(COOKIE + "="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("; Secure", "; Path=/", "; HttpOnly")
                        .doesNotContain("Domain"));
    }

    private static MockServerWebExchange exchange(boolean https) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/api/v1/session"));
        exchange.getAttributes().put(Client.class.getName(), new Client(InetAddress.getLoopbackAddress(), https));
        return exchange;
    }

    private ResponseEntity<?> signInOver(MockServerWebExchange exchange) {
        var cookies = new Cookies(new SessionSettings(COOKIE));
        var controller = new SessionController(
                signIn, passwordChange, passwordRules, moderators, sessions, devices, cookies, audit);
        var answer = controller
                .signIn(new SignInForm("admin", PASSWORD, null, null), exchange)
                .block();
        return Objects.requireNonNull(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "grünraum", "XSRF-TOKEN", "greenroom-device"})
    void refusesACookieNameThatCannotBe(String name) {
        assertThatThrownBy(() -> new SessionSettings(name)).hasMessageContaining("greenroom.session.cookie");
    }
}
