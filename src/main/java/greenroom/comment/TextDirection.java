package greenroom.comment;

import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** The direction of a text by its first strong character (UAX #9, P2 and P3), as {@code dir="auto"} would find it. */
enum TextDirection {
    LEFT_TO_RIGHT(" dir=\"ltr\""),
    RIGHT_TO_LEFT(" dir=\"rtl\""),
    NEUTRAL("");

    private final String attribute;

    TextDirection(String attribute) {
        this.attribute = attribute;
    }

    static TextDirection of(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i += Character.charCount(Character.codePointAt(text, i))) {
            TextDirection direction = of(Character.codePointAt(text, i));
            if (direction != NEUTRAL) {
                return direction;
            }
        }
        return NEUTRAL;
    }

    private static TextDirection of(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> LEFT_TO_RIGHT;
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> RIGHT_TO_LEFT;
            default -> NEUTRAL;
        };
    }

    /** Of all that stands in a block, its inner blocks included. */
    static TextDirection of(Node block) {
        TextDirection direction = of(literalOf(block));
        for (Node child = block.getFirstChild(); child != null && direction == NEUTRAL; child = child.getNext()) {
            direction = of(child);
        }
        return direction;
    }

    private static String literalOf(Node node) {
        if (node instanceof Text text) {
            return text.getLiteral();
        }
        if (node instanceof Code code) {
            return code.getLiteral();
        }
        if (node instanceof HtmlInline tag) {
            return tag.getLiteral();
        }
        if (node instanceof FencedCodeBlock code) {
            return code.getLiteral();
        }
        if (node instanceof IndentedCodeBlock code) {
            return code.getLiteral();
        }
        return "";
    }

    /**
     * The {@code dir} of a block: said of every right-to-left one, and of a left-to-right one only where it would
     * inherit the other direction.
     */
    String attributeWithin(TextDirection outer) {
        return this == LEFT_TO_RIGHT && outer != RIGHT_TO_LEFT ? "" : attribute;
    }

    /** What a block inherits to the blocks within it. */
    TextDirection within(TextDirection outer) {
        return this == NEUTRAL ? outer : this;
    }
}
