package greenroom.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An email address that cannot print itself: text and JSON of it are its mask, {@code a•••@example.org}.
 * <p>It is held in its normal form, and two addresses are equal when those are: the local part as typed, in Unicode
 * NFC; the domain in lower case and in ASCII (UTS #46, non-transitional), so that {@code bücher.example} and its
 * {@code xn--} twin are one.
 */
public final class EmailAddress {
    /** The longest address that SMTP can carry (RFC 5321 4.5.3.1.3 less its angle brackets); the limit where none is set. */
    public static final int LONGEST = 254;

    private final String normalForm;

    private EmailAddress(String normalForm) {
        this.normalForm = normalForm;
    }

    /** As {@link #parse(TypedEmail, int)}, up to {@value #LONGEST} code points. */
    public static ParsedEmail parse(@Nullable TypedEmail typed) {
        return parse(typed, LONGEST);
    }

    /**
     * Cleans what was typed and judges it with commons-validator, which knows no local hosts.
     * <p>Controls and bidirectional overrides go, white space and invisible characters at either end too; what is empty
     * then is missing. NUL, lone surrogates and address literals of this machine or a private network are invalid.
     * @param longest how many code points the cleaned address may have
     */
    public static ParsedEmail parse(@Nullable TypedEmail typed, int longest) {
        return typed == null
                ? new ParsedEmail.Refused(ParsedEmail.Reason.MISSING)
                : EmailSyntax.judge(typed.asTyped(), longest);
    }

    static EmailAddress ofNormalForm(String normalForm) {
        return new EmailAddress(normalForm);
    }

    /** The first character of the local part, three bullets, and the domain; tells nothing of the local part's length. */
    public String mask() {
        var first = normalForm.substring(0, normalForm.offsetByCodePoints(0, 1));
        return first + "•••" + normalForm.substring(normalForm.lastIndexOf('@'));
    }

    /** In lower case and in ASCII. */
    public String domain() {
        return normalForm.substring(normalForm.lastIndexOf('@') + 1);
    }

    /** Whether it holds this piece of text, which is in lower case. */
    public boolean holds(String fragment) {
        return normalForm.toLowerCase(Locale.ROOT).contains(fragment);
    }

    /** The clear text: only for a reveal that is written to the audit, for its owner's export, and for sending mail. */
    public String inClear() {
        return normalForm;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress it && it.normalForm.equals(normalForm);
    }

    @Override
    public int hashCode() {
        return normalForm.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return mask();
    }
}
