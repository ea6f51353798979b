package greenroom.submission;

import greenroom.comment.Text;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.ParsedEmail;
import greenroom.privacy.TypedEmail;
import greenroom.site.Limits;
import greenroom.site.PageAddress;
import greenroom.site.Site;
import greenroom.web.FieldError;
import greenroom.web.Parameters;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cleans one form and judges every field of it, all at once. What it says of a field is for the person who typed it.
 *
 * <p>Use once: {@link #read} gives the submission, or leaves all that is wrong in {@link #errors}.
 */
final class SubmissionRules {
    private static final int LONGEST_LOCALE = 35;

    private final Site site;
    private final Limits limits;
    private final PageAddress addresses;
    private final Words words;
    private final List<FieldError> errors = new ArrayList<>();

    SubmissionRules(Site site, PageAddress addresses, Words words) {
        this.site = site;
        this.limits = site.limits();
        this.addresses = addresses;
        this.words = words;
    }

    static FieldError parentUnknown(Words words) {
        return new FieldError("/parent", "parent-unknown", words.say("parent-unknown"));
    }

    /** Which of an installation's rules it was, and what it found, is nobody's business. */
    static FieldError bodyRefused(Words words) {
        return new FieldError("/body", "body-refused", words.say("body-refused"));
    }

    List<FieldError> errors() {
        return errors;
    }

    Optional<Submission> read(SubmissionForm form) {
        var thread = form.thread() == null ? new SubmissionForm.ThreadForm(null, null, null) : form.thread();
        var key = threadKey(thread.key());
        var url = url(thread.url());
        var title = title(thread.title());
        var parent = parent(form.parent());
        var name = name(form.name());
        var email = email(form.email());
        var body = body(form.body());
        var locale = locale(form.locale());
        if (!errors.isEmpty() || email == null) {
            return Optional.empty();
        }
        return Optional.of(new Submission(
                key,
                url,
                title,
                parent,
                name,
                email,
                body,
                locale,
                Boolean.TRUE.equals(form.notifyReplies()),
                isFilled(form.website())));
    }

    private static boolean isFilled(@Nullable String trap) {
        return trap != null && !trap.isBlank();
    }

    /** The key in its one form, wherever it comes from; empty when it is none. */
    static Optional<String> threadKey(@Nullable String raw, Limits limits) {
        if (raw == null || Text.isBroken(raw)) {
            return Optional.empty();
        }
        var key = Text.line(raw);
        var isKey = !Text.showsNothing(key) && !Text.hasLineBreak(key) && Text.length(key) <= limits.threadKeyMax();
        return isKey ? Optional.of(key) : Optional.empty();
    }

    private String threadKey(@Nullable String raw) {
        if (raw == null || (!Text.isBroken(raw) && Text.showsNothing(Text.line(raw)))) {
            return wrong("/thread/key", "thread-required");
        }
        return threadKey(raw, limits).orElseGet(() -> wrong("/thread/key", "thread-invalid", limits.threadKeyMax()));
    }

    private @Nullable String url(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        return addresses
                .within(site, raw)
                .map(PageAddress.Page::address)
                .orElseGet(() -> wrong("/thread/url", "url-invalid"));
    }

    private @Nullable String title(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        if (Text.isBroken(raw)) {
            return wrong("/thread/title", "title-invalid");
        }
        var title = Text.line(raw).replace('\n', ' ');
        if (Text.length(title) > limits.titleMax()) {
            return wrong("/thread/title", "title-too-long", limits.titleMax());
        }
        return Text.showsNothing(title) ? null : title;
    }

    private @Nullable UUID parent(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        var id = Parameters.uuid(raw);
        if (id.isEmpty()) {
            errors.add(parentUnknown(words));
        }
        return id.orElse(null);
    }

    private String name(@Nullable String raw) {
        if (raw == null) {
            return wrong("/name", "name-required");
        }
        if (Text.isBroken(raw)) {
            return wrong("/name", "name-invalid");
        }
        var name = Text.line(raw);
        if (Text.showsNothing(name)) {
            return wrong("/name", "name-required");
        }
        if (Text.hasLineBreak(name)) {
            return wrongAs("/name", "name-invalid", words.say("name-invalid.lines"));
        }
        if (Text.length(name) > limits.nameMax()) {
            return wrong("/name", "name-too-long", limits.nameMax());
        }
        return name;
    }

    private @Nullable EmailAddress email(@Nullable TypedEmail typed) {
        return EmailAddress.parse(typed, limits.emailMax()).fold(address -> address, this::wrongEmail);
    }

    private @Nullable EmailAddress wrongEmail(ParsedEmail.Reason reason) {
        switch (reason) {
            case MISSING -> wrong("/email", "email-required");
            case INVALID -> wrong("/email", "email-invalid");
            case TOO_LONG -> wrong("/email", "email-too-long", limits.emailMax());
        }
        return null;
    }

    private String body(@Nullable String raw) {
        if (raw == null) {
            return wrong("/body", "body-required");
        }
        if (Text.isBroken(raw)) {
            return wrong("/body", "body-invalid");
        }
        var body = Text.body(raw);
        if (Text.showsNothing(body)) {
            return wrong("/body", "body-required");
        }
        var length = Text.length(body);
        if (length < limits.bodyMin()) {
            return wrong("/body", "body-too-short", limits.bodyMin());
        }
        if (length > limits.bodyMax()) {
            return wrong("/body", "body-too-long", limits.bodyMax());
        }
        return body;
    }

    /** The errors of a text that is to replace a comment's, for its author's own edit. */
    static List<FieldError> errorsOfBody(@Nullable String raw, Site site, PageAddress addresses, Words words) {
        var rules = new SubmissionRules(site, addresses, words);
        rules.body(raw);
        return rules.errors;
    }

    private @Nullable String locale(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        try {
            if (raw.length() <= LONGEST_LOCALE) {
                return new Locale.Builder().setLanguageTag(raw.strip()).build().toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            return wrongLocale();
        }
        return wrongLocale();
    }

    private String wrongLocale() {
        return wrong("/locale", "locale-invalid");
    }

    private String wrong(String pointer, String code) {
        return wrongAs(pointer, code, words.say(code));
    }

    private String wrong(String pointer, String code, int limit) {
        return wrongAs(pointer, code, words.say(code, limit));
    }

    private String wrongAs(String pointer, String code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
        return "";
    }
}
