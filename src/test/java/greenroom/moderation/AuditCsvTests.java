package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AuditCsvTests extends AtTheDesk {
    private String table(String token, String query) {
        var answer = http.get()
                .uri("/api/v1/moderation/audit.csv" + query)
                .headers(all -> all.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"greenroom-audit.csv\"")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .returnResult();
        return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
    }

    @Test
    void isTheWholeAuditOfTheModeratorsSites() {
        var desk = desk();
        var site = desk.site();
        for (int i = 0; i < 250; i++) {
            store.run(
                    "INSERT INTO audit (id, by_whom, action, site, reason) VALUES (?, 'zia', 'site-change', ?, ?)",
                    Ids.next(),
                    site,
                    "number " + i);
        }
        var token = desk.token(desk.moderator(site));

        var lines = table(token, "?limit=1").lines().toList();

        assertThat(lines).hasSize(251);
        assertThat(lines.get(0)).isEqualTo("id,at,by,action,site,comment,author,thread,reason");
        assertThat(lines.get(1)).endsWith(",zia,site-change," + site + ",,,,number 249");
        assertThat(lines.get(250)).endsWith("number 0");
        assertThat(table(token, "?action=decide").lines()).hasSize(1);
    }

    @Test
    void makesNoFormulaOfWhatPeopleTyped() {
        assertThat(List.of("=1+1", "+1", "-1", "@a", "\tb", "a,b", "say \"so\"", "a\nb", "plain", "=a,\"b\"").stream()
                        .map(AuditCsv::cell))
                .containsExactly(
                        "'=1+1",
                        "'+1",
                        "'-1",
                        "'@a",
                        "'\tb",
                        "\"a,b\"",
                        "\"say \"\"so\"\"\"",
                        "\"a\nb\"",
                        "plain",
                        "\"'=a,\"\"b\"\"\"");
    }
}
