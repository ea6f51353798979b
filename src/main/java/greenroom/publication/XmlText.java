package greenroom.publication;

/** Text as XML 1.0 can hold it (section 2.2): it has no escape for most control characters. */
final class XmlText {
    private XmlText() {}

    /** The text without the characters that no XML document may contain. */
    static String of(String text) {
        return text.codePoints().allMatch(XmlText::isAllowed)
                ? text
                : text.codePoints()
                        .filter(XmlText::isAllowed)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
