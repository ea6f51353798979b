package greenroom.comment;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What a link may point to: an absolute http or https address, or a mailto one. */
final class LinkAddress {

    private static final String MAIL = "mailto:";

    private LinkAddress() {}

    /**
     * The address as it may stand in {@code href}, or nothing if it is none of ours: relative ones and {@code //host}
     * too, for they would point into the page that shows the comment.
     */
    static Optional<String> of(String destination) {
        String scheme = schemeOf(destination);
        if (scheme.isEmpty() || !isReadable(destination)) {
            return Optional.empty();
        }
        return Optional.of(scheme + encoded(destination.substring(scheme.length())));
    }

    static boolean isAllowed(String address) {
        return of(address).filter(address::equals).isPresent();
    }

    private static String schemeOf(String destination) {
        for (String scheme : new String[] {"https://", "http://", MAIL}) {
            if (destination.regionMatches(true, 0, scheme, 0, scheme.length())
                    && destination.length() > scheme.length()
                    && "/\\?#:".indexOf(destination.charAt(scheme.length())) < 0) {
                return scheme;
            }
        }
        return "";
    }

    /** Browsers drop control characters from addresses and guess at the rest; we do not let them. */
    private static boolean isReadable(String destination) {
        for (int i = 0; i < destination.length(); i++) {
            char character = destination.charAt(i);
            if (character < ' ' || !HtmlText.isKept(destination, i)) {
                return false;
            }
        }
        return true;
    }

    /** Percent-encodes white space and what RFC 3986 keeps out of addresses; other scripts stay readable. */
    private static String encoded(String rest) {
        StringBuilder encoded = new StringBuilder(rest.length() + 16);
        for (int i = 0; i < rest.length(); i++) {
            char character = rest.charAt(i);
            if (" \"'<>()[]\\^`{|}".indexOf(character) >= 0 || Character.isSpaceChar(character)) {
                percentEncode(encoded, character);
            } else {
                encoded.append(character);
            }
        }
        return encoded.toString();
    }

    private static void percentEncode(StringBuilder encoded, char character) {
        for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
        }
    }
}
