package greenroom.screening;

import static greenroom.service.Submissions.aSubmission;

import greenroom.moderation.AtTheDesk;
import greenroom.moderation.Desk;
import greenroom.moderation.Staff;
import greenroom.service.Reader;
import greenroom.service.Submissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Beside an admin who makes rules, and a visitor whom they may meet. */
abstract class WithRules extends AtTheDesk {
    static final String RULES = "/api/v1/admin/rules";

    Desk desk;
    Staff admin;
    String site;
    Reader visitor;

    @BeforeEach
    void open() {
        desk = desk();
        admin = new Staff(http, desk.token(desk.admin()));
        site = desk.site();
        visitor = new Reader(http, site);
    }

    /** The other tests share the service. */
    @AfterEach
    void sweep() {
        admin.get(RULES)
                .isOk()
                .json()
                .path("rules")
                .valueStream()
                .forEach(rule -> admin.delete(RULES + "/" + rule.path("id").asString()));
    }

    Staff.Answer makes(String kind, String value, String action) {
        return admin.post(RULES, Map.of("site", site, "kind", kind, "value", value, "action", action));
    }

    Submissions submission() {
        return aSubmission().to(newThread()).from(newEmail());
    }

    String becomes(Submissions submission) {
        var answer = visitor.tries(submission, Map.of("User-Agent", "Mozilla/5.0 (BadBot 1.0)"));
        var json = Reader.body(answer);
        if (json.has("errors")) {
            return json.path("errors").path(0).path("code").asString();
        }
        var signals = String.valueOf(store.text(
                "SELECT signals::text FROM comment WHERE id = ?::uuid",
                json.path("id").asString()));
        return store.statusOf(json.path("id").asString()) + (signals.contains("\"rule\"") ? " with a signal" : "");
    }
}
