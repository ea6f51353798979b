package greenroom.privacy;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import greenroom.privacy.ParsedEmail.Accepted;
import greenroom.privacy.ParsedEmail.Reason;
import greenroom.privacy.ParsedEmail.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;

/** How a typed email is cleaned, judged and brought into its one normal form. */
final class EmailSyntax {
    private static final EmailValidator VALIDATOR = EmailValidator.getInstance(false, false);

    // Not java.net.IDN: its IDNA 2003 makes fass.de of faß.de, which is somebody else's mailbox.
    private static final IDNA IDNA_2008 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_CONTEXTJ);

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");
    private static final int BRAILLE_BLANK = 0x2800;

    private EmailSyntax() {}

    static ParsedEmail judge(String typed, int longest) {
        if (hasNulOrLoneSurrogate(typed)) {
            return new Refused(Reason.INVALID);
        }
        var address = isClean(typed) ? typed : cleaned(typed);
        if (address.isEmpty()) {
            return new Refused(Reason.MISSING);
        }
        if (address.codePointCount(0, address.length()) > longest) {
            return new Refused(Reason.TOO_LONG);
        }
        return normalised(address)
                .<ParsedEmail>map(normalForm -> new Accepted(EmailAddress.ofNormalForm(normalForm)))
                .orElseGet(() -> new Refused(Reason.INVALID));
    }

    private static boolean hasNulOrLoneSurrogate(String typed) {
        return typed.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** Of ASCII that shows, as nearly all are: there is nothing to clean. */
    private static boolean isClean(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            if (typed.charAt(i) <= ' ' || typed.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Controls go before NFC, else a second cleaning could join what they kept apart. */
    private static String cleaned(String typed) {
        var visible = new StringBuilder(typed.length());
        LINE_ENDS
                .matcher(typed)
                .replaceAll("\n")
                .codePoints()
                .filter(EmailSyntax::stays)
                .forEach(visible::appendCodePoint);
        return trimmed(Normalizer.normalize(visible, Normalizer.Form.NFC));
    }

    /** A line break stays: the validator then refuses it, where leaving it out would join two lines to one address. */
    private static boolean stays(int c) {
        var bidirectionalOverride = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return c == '\n' || !(bidirectionalOverride || Character.getType(c) == Character.CONTROL);
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && showsNothing(text.codePointAt(start))) {
            start = text.offsetByCodePoints(start, 1);
        }
        while (end > start && showsNothing(text.codePointBefore(end))) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(start, end);
    }

    private static boolean showsNothing(int c) {
        return c == BRAILLE_BLANK
                || UCharacter.isUWhiteSpace(c)
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static Optional<String> normalised(String address) {
        if (!VALIDATOR.isValid(address)) {
            return Optional.empty();
        }
        int at = address.lastIndexOf('@');
        return asciiDomain(address.substring(at + 1))
                .map(domain -> address.substring(0, at + 1) + domain)
                .filter(normalForm -> normalForm.equals(address) || VALIDATOR.isValid(normalForm));
    }

    private static Optional<String> asciiDomain(String domain) {
        if (domain.startsWith("[")) {
            return Optional.of(domain.toLowerCase(Locale.ROOT)).filter(EmailSyntax::isPublicLiteral);
        }
        if (domain.codePoints().allMatch(c -> c < 0x80)) {
            return Optional.of(domain.toLowerCase(Locale.ROOT));
        }
        var problems = new IDNA.Info();
        var ascii = IDNA_2008.nameToASCII(domain, new StringBuilder(), problems).toString();
        return problems.hasErrors() ? Optional.empty() : Optional.of(ascii);
    }

    /** A literal that the validator took, so that asking for its bytes asks no name server. */
    private static boolean isPublicLiteral(String literal) {
        var number = literal.substring(1, literal.length() - 1).replace("ipv6:", "");
        try {
            var address = InetAddress.getByName(number);
            var uniqueLocal = (address.getAddress()[0] & 0xfe) == 0xfc && address.getAddress().length == 16;
            return !(uniqueLocal
                    || address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isMulticastAddress());
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
