package greenroom.publication;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An article that a visitor may try the comments on, and the words around its comments.
 *
 * @param suffix of the names of its templates
 */
record DemoArticle(String path, String suffix, String thread, String title, DateTimeFormatter clock, Words words) {
    static final DemoArticle ENGLISH = new DemoArticle(
            "/demo/",
            "",
            "moitt-it-milestones-2024",
            "MoITT Celebrates IT Milestones",
            DateTimeFormatter.ofPattern("MMMM d, uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH),
            new Words(
                    "No comments yet",
                    "One thought on “%s”",
                    "%d thoughts on “%s”",
                    "Moderator",
                    "Reply",
                    "Reply to %s",
                    "Leave a Reply",
                    "Leave a Reply to",
                    "Cancel reply",
                    "Newer comments",
                    "Comments are closed."));

    static final DemoArticle URDU = new DemoArticle(
            "/demo/ur/",
            "-ur",
            "moitt-it-milestones-2024-ur",
            "آئی ٹی کے شعبے میں سنگِ میل: وزارت کی تقریب",
            DateTimeFormatter.ofPattern("d MMMM uuuu، HH:mm 'UTC'", Locale.forLanguageTag("ur-PK")),
            new Words(
                    "ابھی کوئی تبصرہ نہیں",
                    "”%s“ پر ایک تبصرہ",
                    "”%2$s“ پر %1$d تبصرے",
                    "منتظم",
                    "جواب دیں",
                    "%s کو جواب دیں",
                    "اپنی رائے دیں",
                    "جواب بنام",
                    "جواب منسوخ کریں",
                    "نئے تبصرے",
                    "تبصروں کا سلسلہ بند ہے۔"));

    static final List<DemoArticle> ALL = List.of(ENGLISH, URDU);

    /** What stands around comments, in the article's language. */
    record Words(
            String none,
            String one,
            String many,
            String moderator,
            String reply,
            String replyTo,
            String leaveReply,
            String leaveReplyTo,
            String cancelReply,
            String newer,
            String closed) {}

    String heading(int count) {
        return switch (count) {
            case 0 -> words.none();
            case 1 -> String.format(Locale.ROOT, words.one(), title);
            default -> String.format(Locale.ROOT, words.many(), count, title);
        };
    }

    String time(Instant instant) {
        return clock.withZone(ZoneOffset.UTC).format(instant);
    }
}
