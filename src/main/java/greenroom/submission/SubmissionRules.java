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
    static final FieldError PARENT_UNKNOWN = new FieldError(
            "/parent", "parent-unknown", "The comment you answer is not there any more, or is not public.");

    /** Which of an installation's rules it was, and what it found, is nobody's business. */
    static final FieldError BODY_REFUSED =
            new FieldError("/body", "body-refused", "This comment cannot be taken here.");

    private static final int LONGEST_LOCALE = 35;

    private final Site site;
    private final Limits limits;
    private final PageAddress addresses;
    private final List<FieldError> errors = new ArrayList<>();

    SubmissionRules(Site site, PageAddress addresses) {
        this.site = site;
        this.limits = site.limits();
        this.addresses = addresses;
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
            return wrong("/thread/key", "thread-required", "The page did not say which article this is about.");
        }
        return threadKey(raw, limits)
                .orElseGet(() -> wrong(
                        "/thread/key",
                        "thread-invalid",
                        "The article's key must be one line of at most " + limits.threadKeyMax() + " characters."));
    }

    private @Nullable String url(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        return addresses
                .within(site, raw)
                .map(PageAddress.Page::address)
                .orElseGet(() -> wrong(
                        "/thread/url",
                        "url-invalid",
                        "The article's address must be a http or https address of this site."));
    }

    private @Nullable String title(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        if (Text.isBroken(raw)) {
            return wrong("/thread/title", "title-invalid", "The article's title has characters that are no text.");
        }
        var title = Text.line(raw).replace('\n', ' ');
        if (Text.length(title) > limits.titleMax()) {
            return wrong(
                    "/thread/title",
                    "title-too-long",
                    "The article's title has more than " + limits.titleMax() + " characters.");
        }
        return Text.showsNothing(title) ? null : title;
    }

    private @Nullable UUID parent(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        var id = Parameters.uuid(raw);
        if (id.isEmpty()) {
            errors.add(PARENT_UNKNOWN);
        }
        return id.orElse(null);
    }

    private String name(@Nullable String raw) {
        if (raw == null) {
            return wrong("/name", "name-required", "Please enter your name.");
        }
        if (Text.isBroken(raw)) {
            return wrong("/name", "name-invalid", "The name has characters that are no text.");
        }
        var name = Text.line(raw);
        if (Text.showsNothing(name)) {
            return wrong("/name", "name-required", "Please enter your name.");
        }
        if (Text.hasLineBreak(name)) {
            return wrong("/name", "name-invalid", "The name must be a single line.");
        }
        if (Text.length(name) > limits.nameMax()) {
            return wrong("/name", "name-too-long", "The name has more than " + limits.nameMax() + " characters.");
        }
        return name;
    }

    private @Nullable EmailAddress email(@Nullable TypedEmail typed) {
        return EmailAddress.parse(typed, limits.emailMax()).fold(address -> address, this::wrongEmail);
    }

    private @Nullable EmailAddress wrongEmail(ParsedEmail.Reason reason) {
        switch (reason) {
            case MISSING -> wrong("/email", "email-required", "Please enter your email address. It is not published.");
            case INVALID -> wrong("/email", "email-invalid", "Please enter a valid email address.");
            case TOO_LONG ->
                wrong(
                        "/email",
                        "email-too-long",
                        "The email address has more than " + limits.emailMax() + " characters.");
        }
        return null;
    }

    private String body(@Nullable String raw) {
        if (raw == null) {
            return wrong("/body", "body-required", "Please type your comment text.");
        }
        if (Text.isBroken(raw)) {
            return wrong("/body", "body-invalid", "The comment has characters that are no text.");
        }
        var body = Text.body(raw);
        if (Text.showsNothing(body)) {
            return wrong("/body", "body-required", "Please type your comment text.");
        }
        var length = Text.length(body);
        if (length < limits.bodyMin()) {
            return wrong("/body", "body-too-short", "The comment has fewer than " + limits.bodyMin() + " characters.");
        }
        if (length > limits.bodyMax()) {
            return wrong("/body", "body-too-long", "The comment has more than " + limits.bodyMax() + " characters.");
        }
        return body;
    }

    /** The errors of a text that is to replace a comment's, for its author's own edit. */
    static List<FieldError> errorsOfBody(@Nullable String raw, Site site, PageAddress addresses) {
        var rules = new SubmissionRules(site, addresses);
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
        return wrong("/locale", "locale-invalid", "The language must be a tag such as en or ur-PK (BCP 47).");
    }

    private String wrong(String pointer, String code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
        return "";
    }
}
