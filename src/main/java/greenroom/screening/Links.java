package greenroom.screening;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts what would lead a reader away: http(s) addresses, and Markdown links wherever they lead. */
final class Links {

    private static final String[] SCHEMES = {"http://", "https://"};
    private static final int LOWER_CASE = 0x20;

    private final String text;
    private int count;
    private int endOfAddress = -1;

    private Links(String text) {
        this.text = text;
    }

    static int in(String text) {
        Links links = new Links(text);
        for (int i = 0; i < text.length(); ) {
            i = links.read(i);
        }
        return links.count;
    }

    /** The hosts that its addresses lead to, in lower case and in ASCII; what is no address leads nowhere. */
    static Set<String> hosts(String text) {
        Links links = new Links(text);
        Set<String> hosts = new HashSet<>();
        for (int i = 0; i < text.length(); ) {
            int end = links.endOfAddress(i);
            if (end > i) {
                links.host(i + links.schemeLength(i), end).ifPresent(hosts::add);
            }
            i = Math.max(end, i + 1);
        }
        return hosts;
    }

    private Optional<String> host(int start, int end) {
        int stop = start;
        while (stop < end && "/?#\\".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        String authority = text.substring(
                text.lastIndexOf('@', stop - 1) >= start ? text.lastIndexOf('@', stop - 1) + 1 : start, stop);
        return RuleValue.domain(authority.replaceFirst("[:.,;!?]*(:[0-9]*)?$", ""));
    }

    /** Reads what begins at an index and tells where to go on. */
    private int read(int index) {
        if (text.startsWith("](", index)) {
            return readDestination(index);
        }
        int end = endOfAddress(index);
        if (end > index) {
            count++;
            endOfAddress = end;
            return end;
        }
        return index + 1;
    }

    /** {@code [address](address)} is one link, and it was counted at its text. */
    private int readDestination(int index) {
        int start = index + "](".length();
        while (start < text.length() && (isSpace(text.charAt(start)) || text.charAt(start) == '<')) {
            start++;
        }
        boolean leadsSomewhere = start < text.length() && text.charAt(start) != ')' && text.charAt(start) != '>';
        if (leadsSomewhere && endOfAddress != index) {
            count++;
        }
        return Math.max(start, endOfAddress(start));
    }

    /** The end of the address that begins there; the index itself if none does. One within another is part of it. */
    private int endOfAddress(int index) {
        int start = index + schemeLength(index);
        if (start == index || (index > 0 && Character.isLetterOrDigit(text.charAt(index - 1)))) {
            return index;
        }
        int end = start;
        while (end < text.length() && isPartOfAddress(text.charAt(end))) {
            end++;
        }
        return end == start ? index : end;
    }

    private int schemeLength(int index) {
        if (index == text.length() || (text.charAt(index) | LOWER_CASE) != 'h') {
            return 0;
        }
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, index, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return 0;
    }

    private static boolean isPartOfAddress(char character) {
        return "<>\"'()[]".indexOf(character) < 0 && !isSpace(character);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
