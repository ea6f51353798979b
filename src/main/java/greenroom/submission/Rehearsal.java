package greenroom.submission;

import greenroom.comment.Markdown;
import greenroom.comment.Text;
import greenroom.ids.Ids;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.TypedEmail;
import greenroom.screening.Screening;
import greenroom.submission.SubmissionAnswers.Accepted;
import java.time.Instant;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes once through what every submission goes through, before the doors open. Unicode's tables are read from their jar
 * at the first use, JSON's readers and writers are made then, and an event loop would block on that.
 */
@Component
final class Rehearsal implements SmartInitializingSingleton {
    private static final String BODY = "Well said, *all* of it. بہت خوب https://news.example/a";

    private static final String FORM = """
            {"thread": {"key": "a", "url": "b", "title": "c"}, "email": "d", "notifyReplies": true, "more": [{}]}
            """;

    private final Screening screening;
    private final JsonMapper json;

    Rehearsal(Screening screening, JsonMapper json) {
        this.screening = screening;
        this.json = json;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var name = Text.line(" Ayesha عائشہ ");
        var body = Text.body(BODY);
        screening.screen(name, body, Text.showsNothing(body), Screening.LINKS_ALLOWED);
        Markdown.toHtml(body);
        EmailAddress.parse(TypedEmail.of("ayesha@bücher.example"));
        // made under a lock when a type is first read or written
        json.readValue(FORM, SubmissionForm.class);
        json.writeValueAsBytes(
                new Accepted(Ids.next(), "pending", Instant.EPOCH, name, body, body, null, Instant.EPOCH));
    }
}
