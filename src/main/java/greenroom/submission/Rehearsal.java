package greenroom.submission;

import greenroom.comment.Markdown;
import greenroom.comment.Text;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.TypedEmail;
import greenroom.screening.Screening;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Goes once through what every submission goes through, before the doors open. Unicode's tables are read from their jar
 * at the first use, and an event loop would block on that while the first reader waits.
 */
@Component
final class Rehearsal implements SmartInitializingSingleton {
    private static final String BODY = "Well said, *all* of it. بہت خوب https://news.example/a";

    private final Screening screening;

    Rehearsal(Screening screening) {
        this.screening = screening;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var name = Text.line(" Ayesha عائشہ ");
        var body = Text.body(BODY);
        screening.screen(name, body, Text.showsNothing(body), Screening.LINKS_ALLOWED);
        Markdown.toHtml(body);
        EmailAddress.parse(TypedEmail.of("ayesha@bücher.example"));
    }
}
