package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The desk, and people with phones. */
class SecondFactorDesk extends RunningDesk {
    static final String PATH = "/api/v1/session/second-factor";
    static final String OWN_PASSWORD = object("password", PASSWORD);

    /** Somebody with a second factor. {@code codes} are their recovery codes. */
    record Person(String username, Browser browser, Phone phone, List<String> codes) {}

    Person withSecondFactor(String role) {
        var username = someone(role);
        var browser = signedInAs(username).checked();
        var phone = phone(browser);
        var answer = browser.put(PATH, object("code", phone.code()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var codes = codes(answer);
        // so that what the phone shows next is not what was just used
        later();
        return new Person(username, browser, phone, codes);
    }

    Phone phone(Browser browser) {
        var answer = patiently(() -> browser.post(PATH, OWN_PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Phone(answer.json().path("secret").asString(), clock);
    }

    static List<String> codes(Answer answer) {
        return answer.json()
                .path("recoveryCodes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
    }

    /** Two minutes on, in the middle of a step: no step ends while a test looks at three of them. */
    void later() {
        var second = clock.instant().getEpochSecond() % 30;
        clock.forward(Duration.ofSeconds(120 + Math.floorMod(15 - second, 30)));
    }

    Answer signsIn(String username, String password, String... code) {
        return signsIn(browser(), username, password, code);
    }

    static Answer signsIn(Browser browser, String username, String password, String... code) {
        var form = code.length == 0
                ? object("username", username, "password", password)
                : object("username", username, "password", password, "code", code[0]);
        browser.checked().get("/api/v1/session");
        return patiently(() -> browser.post("/api/v1/session", form));
    }

    /** What the account's audit entries are, but for those of sign-ins that went well. */
    List<String> trail(String username) {
        return auditOf(username).stream()
                .filter(entry -> !entry.equals("sign-in -"))
                .toList();
    }

    String secondFactorOf(Browser browser) {
        return Objects.requireNonNull(
                browser.get("/api/v1/session").json().path("secondFactor").asString());
    }
}
