package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInTests extends RunningDesk {
    @Test
    void signsTheFirstAdminInAndTellsWhoTheyAre() {
        var browser = browser();

        var answer = browser.triesToSignIn("admin", PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"username\":\"admin\",\"displayName\":\"admin\",\"role\":\"admin\",\"sites\":null}");
        assertThat(browser.get("/api/v1/session").body()).isEqualTo(answer.body());
    }
}
