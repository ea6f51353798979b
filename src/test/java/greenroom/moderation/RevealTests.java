package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Moderator;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevealTests extends AtTheDesk {
    private Desk desk;
    private String site;
    private UUID comment;
    private Moderator admin;
    private Moderator moderator;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        comment = comment(site);
        admin = desk.admin();
        moderator = desk.moderator(site);
    }

    private UUID comment(String ofSite) {
        return desk.comment(desk.article(ofSite))
                .by(desk.author(ofSite, "Ayesha.Khan@example.org"))
                .add();
    }

    private Staff.Answer reveal(Moderator by, UUID id, Object form) {
        return new Staff(http, desk.token(by)).post("/api/v1/moderation/comments/" + id + "/email", form);
    }

    @Test
    void showsTheEmailToAnAdminAndWritesItDown() {
        var answer = reveal(admin, comment, Staff.reason("A court order")).isOk();

        assertThat(answer.json().path("email").asString()).isEqualTo("Ayesha.Khan@example.org");
        assertThat(desk.audit(comment)).containsExactly("reveal-email - - " + admin.username() + " A court order");
        assertThat(desk.version(comment)).isEqualTo(1);
    }

    @Test
    void isForModeratorsWhereTheSiteAllowsIt() {
        assertThat(reveal(moderator, comment, Staff.reason("Curiosity")).problem())
                .isEqualTo("forbidden");
        assertThat(desk.audit(comment)).isEmpty();

        var generous = desk.site("{\"revealByModerators\": true}");
        var theirs = comment(generous);
        assertThat(reveal(desk.moderator(generous), theirs, Staff.reason("To ask back"))
                        .status())
                .isEqualTo(200);
        assertThat(reveal(moderator, theirs, Staff.reason("Curiosity")).problem())
                .as("of another site")
                .isEqualTo("forbidden");
    }

    @Test
    void takesAnAdminsTokenForWhatItIs() {
        var weaker = new Moderator(admin.username(), admin.displayName(), moderator.role(), null);

        assertThat(reveal(weaker, comment, Staff.reason("By a script")).problem())
                .isEqualTo("forbidden");
    }

    @Test
    void needsAReason() {
        assertThat(reveal(admin, comment, Map.of()).errors()).containsExactly("/reason reason-required");
        assertThat(reveal(admin, comment, Staff.reason(" \n ")).errors()).containsExactly("/reason reason-required");
        assertThat(reveal(admin, comment, Staff.reason("r".repeat(501))).errors())
                .containsExactly("/reason reason-too-long");
        assertThat(reveal(admin, comment, Staff.reason("a\0b")).errors()).containsExactly("/reason reason-invalid");
        assertThat(desk.audit(comment)).isEmpty();
    }

    @Test
    void findsNothingWhereThereIsNoEmail() {
        var nobodys = desk.comment(desk.article(site)).add();

        assertThat(reveal(admin, nobodys, Staff.reason("A court order")).problem())
                .isEqualTo("not-found");
        assertThat(reveal(admin, UUID.fromString("01936f6e-8a4b-7c3d-9e2f-0123456789ab"), Staff.reason("A court order"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(desk.audit(nobodys)).isEmpty();
    }
}
