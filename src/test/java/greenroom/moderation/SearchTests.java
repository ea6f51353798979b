package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.ids.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What moderators find, and how many. */
class SearchTests extends AtTheDesk {
    private static final String COMMENTS = "/api/v1/moderation/comments";
    private static final String COUNT = "/api/v1/moderation/queue/count";

    private Desk desk;
    private String site;
    private Desk.Article article;
    private Staff staff;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        article = desk.article(site);
        staff = new Staff(http, desk.token(desk.moderator(site)));
    }

    private UUID comment(String status, String body, String locale) {
        var id = desk.comment(article).standing(status).saying(body).add();
        desk.run("UPDATE comment SET locale = :locale WHERE id = :id", Map.of("id", id, "locale", locale));
        return id;
    }

    private List<String> found(String query, Object... values) {
        return staff.get(COMMENTS + "?" + query, values)
                .isOk()
                .json()
                .path("comments")
                .valueStream()
                .map(comment -> comment.path("id").asString())
                .toList();
    }

    @Test
    void findsAFragmentOfAWordWhereverItWaitsOrStands() {
        var waits = desk.comment(article).saying("Antidisestablishmentarians!").add();
        var stands = comment("approved", "Disestablishment it is.", "en");
        var named = desk.comment(article)
                .named("Mrs. Establishmore")
                .standing("spam")
                .add();
        desk.comment(article).saying("Nothing of the kind").add();

        assertThat(found("q=stablish")).containsExactly(waits.toString(), stands.toString(), named.toString());
        assertThat(found("q=STABLISH&sort=newest&limit=2")).containsExactly(named.toString(), stands.toString());
        assertThat(found("q=stablish&status=pending")).containsExactly(waits.toString());
        assertThat(found("q=stablish&thread={thread}&status=spam", article.key()))
                .containsExactly(named.toString());
    }

    @Test
    void findsFragmentsInAnyScript() {
        var urdu = comment("approved", "پاکستان زندہ باد", "ur");

        assertThat(found("q={q}", "اکستا")).containsExactly(urdu.toString());
    }

    @Test
    void findsAWordInItsOtherForms() {
        var ran = comment("approved", "Everybody was running late", "en-GB");
        comment("approved", "Alle waren running late", "de");

        assertThat(found("q=runs")).containsExactly(ran.toString());
    }

    @Test
    void takesPercentAndUnderscoreForWhatTheyAre() {
        var sure = desk.comment(article).saying("I am 100% sure_of it").add();
        desk.comment(article).saying("I am 1001 sureXof it").add();

        assertThat(found("q={q}", "00% s")).containsExactly(sure.toString());
        assertThat(found("q={q}", "sure_of")).containsExactly(sure.toString());
        assertThat(found("q={q}", "a\\b%")).isEmpty();
    }

    @Test
    void leavesWordsOutThatAreNotWanted() {
        desk.comment(article).saying("Mangoes and rice").add();
        var wanted = desk.comment(article).saying("Mangoes and milk").add();

        assertThat(found("q={q}", "mangoes -rice")).containsExactly(wanted.toString());
        assertThat(found("q={q}", "\"and milk\"")).containsExactly(wanted.toString());
    }

    @Test
    void findsWhatAMachineNoticed() {
        var linked = desk.comment(article).add();
        var shouted = desk.comment(article).saying("Loud mangoes").add();
        var both = desk.comment(article).saying("Mangoes").add();
        signal(linked, "[{\"code\": \"links\", \"detail\": \"Two\"}]");
        signal(shouted, "[{\"code\": \"all-capitals\", \"detail\": \"Loud\"}]");
        signal(
                both,
                "[{\"code\": \"links\", \"detail\": \"Two\"}, {\"code\": \"all-capitals\", \"detail\": \"Loud\"}]");

        assertThat(found("signal=links")).containsExactly(linked.toString(), both.toString());
        assertThat(found("signal=all-capitals&q=mangoes&sort=newest"))
                .containsExactly(both.toString(), shouted.toString());
        assertThat(found("signal=links&thread={thread}&site={site}", article.key(), site))
                .containsExactly(linked.toString(), both.toString());
        assertThat(found("signal=honeypot")).isEmpty();
    }

    private void signal(UUID comment, String signals) {
        desk.run(
                "UPDATE comment SET signals = :signals::jsonb WHERE id = :id",
                Map.of("id", comment, "signals", signals));
    }

    @Test
    void findsWhatWasSubmittedInAPeriodInPagesToo() {
        var ids = List.of(at("2020-01-31T23:59:59.999Z"), at("2020-02-01T00:00:00Z"), at("2020-02-02T23:59:59Z"));
        at("2020-02-03T00:00:00Z");

        assertThat(found("from=2020-02-01&to=2020-02-02")).containsExactly(ids.get(1), ids.get(2));
        assertThat(found("from=2020-02-01T00:00:00Z&to=2020-02-02T23:59:59Z&sort=newest"))
                .containsExactly(ids.get(1));
        assertThat(found("to=2020-01-31")).containsExactly(ids.get(0));
        var first = staff.get(COMMENTS + "?to=2020-02-02&limit=2&sort=newest")
                .isOk()
                .json();
        assertThat(found(
                        "to=2020-02-02&limit=2&sort=newest&cursor={cursor}",
                        first.path("next").asString()))
                .containsExactly(ids.get(0));
        assertThat(found("from=2020-02-03&to=2020-02-01")).isEmpty();
    }

    private String at(String time) {
        var early = Ids.earliest(Instant.parse(time));
        var id = new UUID(early.getMostSignificantBits() | 0x7000, Ids.next().getLeastSignificantBits());
        var made = desk.comment(article).add();
        desk.run("UPDATE comment SET id = :id WHERE id = :made", Map.of("id", id, "made", made));
        return id.toString();
    }

    @Test
    void countsWhatAFilterFinds() {
        for (int i = 0; i < 7; i++) {
            desk.comment(article).saying("Mangoes").add();
        }
        desk.comment(article).standing("spam").add();
        desk.comment(desk.article(desk.site())).saying("Mangoes").add();

        assertThat(count("status=pending&site=" + site)).isEqualTo("{\"count\":7,\"more\":false}");
        assertThat(count("q=mango&sort=newest")).isEqualTo("{\"count\":7,\"more\":false}");
        assertThat(count("thread=" + article.key())).isEqualTo("{\"count\":8,\"more\":false}");
        assertThat(count("signal=links")).isEqualTo("{\"count\":0,\"more\":false}");
        assertThat(staff.get(COUNT + "?site=demo").problem()).isEqualTo("forbidden");
    }

    private String count(String query) {
        return staff.get(COUNT + "?" + query).isOk().json().toString();
    }

    @Test
    void countsToTenThousandAndNoFurther() {
        desk.run("""
                INSERT INTO comment (id, site_id, thread_id, name, body, status, submitted_at)
                SELECT gen_random_uuid(), :site, :thread, 'Ayesha', 'Well said.', 'approved', now()
                  FROM generate_series(1, 10001)
                """, Map.of("site", article.site(), "thread", article.id()));

        assertThat(count("site=" + site)).isEqualTo("{\"count\":10000,\"more\":true}");
        desk.run("DELETE FROM comment WHERE thread_id = :thread", Map.of("thread", article.id()));
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (String query :
                List.of("from=yesterday", "to=2026-13-01", "from=2026-1-1", "to=99999-01-01", "signal=A%20B")) {
            assertThat(staff.get(COMMENTS + "?" + query).problem()).as(query).isEqualTo("bad-parameter");
        }
    }
}
