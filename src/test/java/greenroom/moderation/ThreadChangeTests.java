package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadChangeTests extends AtTheDesk {
    private static final String THREADS = "/api/v1/admin/sites/{site}/threads?key={key}";

    private Desk desk;
    private String site;
    private Staff admin;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        admin = new Staff(http, desk.token(desk.admin()));
    }

    private Staff.Answer put(String key, Object form) {
        return admin.put(THREADS, form, site, key);
    }

    @Test
    void closesAThreadThatNobodyWroteToYet() {
        var answer = put("an/article;v=1", Map.of("open", false)).isOk().json();

        assertThat(answer)
                .hasToString("{\"key\":\"an/article;v=1\",\"title\":null,\"url\":null,\"open\":false,\"count\":0}");
        assertThat(desk.one("SELECT open, named FROM thread WHERE key = 'an/article;v=1'", Map.of()))
                .containsEntry("open", false)
                .containsEntry("named", false);
        assertThat(desk.one("SELECT action, thread, reason FROM audit WHERE site = :site", Map.of("site", site)))
                .containsEntry("action", "thread-change")
                .containsEntry("thread", "an/article;v=1")
                .containsEntry("reason", "closed");
    }

    @Test
    void changesOnlyWhatIsSent() {
        var article = desk.article(site);
        put(article.key(), Map.of("open", false, "title", " A title\u202e ", "url", "https://NEWS.example:443/a?b#c"))
                .isOk();

        var silent = new HashMap<String, Object>();
        silent.put("open", null);
        silent.put("title", null);
        silent.put("url", null);
        assertThat(put(article.key(), silent).isOk().json())
                .hasToString(
                        "{\"key\":\"%s\",\"title\":\"A title\",\"url\":\"https://news.example/a?b#c\",\"open\":false,\"count\":0}"
                                .formatted(article.key()));
        assertThat(put(article.key(), Map.of("open", true)).json().path("title").asString())
                .isEqualTo("A title");
        assertThat(desk.thread(article)).containsEntry("named", true).containsEntry("open", true);
    }

    @Test
    void asksAboutAThreadWithoutMakingIt() {
        assertThat(put("nothing here", Map.of()).isOk().json().path("open").asBoolean())
                .isTrue();
        assertThat(desk.all("SELECT FROM thread WHERE key = 'nothing here'", Map.of()))
                .isEmpty();
    }

    @Test
    void isNotRenamedByReadersAfterwards() {
        var article = desk.article(site);
        put(article.key(), Map.of("title", "By an admin")).isOk();
        var id = desk.comment(article)
                .on("By a reader", "https://news.example/reader")
                .add();

        admin.post(
                        "/api/v1/moderation/decisions",
                        Map.of("decisions", List.of(Map.of("id", id, "version", 1, "to", "approved"))))
                .isOk();

        assertThat(put(article.key(), Map.of("open", true)).json())
                .hasToString("{\"key\":\"%s\",\"title\":\"By an admin\",\"url\":null,\"open\":true,\"count\":1}"
                        .formatted(article.key()));
    }

    @Test
    void refusesWhatIsNoTitleAndNoAddressOfTheSite() {
        for (String url : List.of(
                "https://news.example@evil.example/",
                "https://news.example.evil/",
                "https://evil.example/",
                "https:\\\\news.example/",
                "//news.example/",
                "ftp://news.example/",
                "javascript:alert(1)",
                "https://news.example:8443/",
                "")) {
            assertThat(put("article", Map.of("url", url)).errors()).as(url).containsExactly("/url url-invalid");
        }
        assertThat(put("article", Map.of("title", " \u200b", "url", "x")).errors())
                .containsExactly("/title title-invalid", "/url url-invalid");
        assertThat(put("article", Map.of("title", "t".repeat(301))).errors()).containsExactly("/title title-too-long");
        assertThat(put("article", "{\"open\": \"false\"}").problem()).isEqualTo("malformed-request");
        assertThat(desk.all(
                        "SELECT FROM thread JOIN site ON site.id = site_id WHERE site.key = :site",
                        Map.of("site", site)))
                .isEmpty();
    }

    @Test
    void refusesUnknownSitesAndKeysThatAreNone() {
        assertThat(admin.put(THREADS, Map.of("open", false), "no-such-site", "a")
                        .problem())
                .isEqualTo("unknown-site");
        assertThat(admin.put("/api/v1/admin/sites/{site}/threads", Map.of("open", false), site)
                        .problem())
                .isEqualTo("bad-parameter");
        assertThat(put("k".repeat(201), Map.of("open", false)).problem()).isEqualTo("bad-parameter");
        assertThat(put("a\nb", Map.of("open", false)).problem()).isEqualTo("bad-parameter");
    }

    @Test
    void isForAdminsOfThatSite() {
        var moderator = new Staff(http, desk.token(desk.moderator(site)));
        var elsewhere = new Staff(http, desk.token(desk.admin(desk.site())));
        var here = new Staff(http, desk.token(desk.admin(site)));

        assertThat(moderator.put(THREADS, Map.of("open", false), site, "a").problem())
                .isEqualTo("forbidden");
        assertThat(elsewhere.put(THREADS, Map.of("open", false), site, "a").problem())
                .isEqualTo("forbidden");
        assertThat(here.put(THREADS, Map.of("open", false), site, "a").status()).isEqualTo(200);
    }
}
