package greenroom.comment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * The first lock: writes a parsed body as HTML, and knows the safe subset only.
 *
 * <p>A heading becomes a strong paragraph, a thematic break the characters it was made of, an image its description, a
 * tag the text it was typed as. The parser nests at most 100 blocks and 100 inlines, so recursion is bounded.
 */
final class MarkdownHtml extends AbstractVisitor {

    // HTML blocks are not among them, so their text is Markdown like any other; inline tags come as text. The parser
    // asks in this order, and "* * *" is a thematic break only if that is asked before lists are.
    private static final Set<Class<? extends Block>> BLOCKS = new LinkedHashSet<>(List.of(
            BlockQuote.class,
            Heading.class,
            FencedCodeBlock.class,
            ThematicBreak.class,
            ListBlock.class,
            IndentedCodeBlock.class));

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(BLOCKS)
            .extensions(List.of(
                    AutolinkExtension.builder().linkTypes(AutolinkType.URL).build(), StrikethroughExtension.create()))
            .build();

    private final StringBuilder html;
    private final int longest;
    private final Deque<TextDirection> directions = new ArrayDeque<>();
    private boolean showsSomething;
    private boolean insideLink;

    private MarkdownHtml(int length, int longest) {
        this.html = new StringBuilder(length);
        this.longest = longest;
        directions.push(TextDirection.NEUTRAL);
    }

    /** Stops soon after {@code longest} characters: one reference can be named a thousand times. */
    static MarkdownHtml of(String body, int longest) {
        MarkdownHtml html = new MarkdownHtml(body.length() * 2, longest);
        PARSER.parse(body).accept(html);
        return html;
    }

    boolean showsSomething() {
        return showsSomething;
    }

    int length() {
        return html.length();
    }

    @Override
    public String toString() {
        return html.toString();
    }

    @Override
    protected void visitChildren(Node parent) {
        boolean first = true;
        for (Node node = parent.getFirstChild(); node != null && html.length() <= longest; node = node.getNext()) {
            if (node instanceof LinkReferenceDefinition) {
                continue;
            }
            if (node instanceof Block && !(node instanceof ListItem) && !first) {
                html.append('\n');
            }
            node.accept(this);
            first = false;
        }
    }

    @Override
    public void visit(Paragraph paragraph) {
        if (isInTightList(paragraph)) {
            visitChildren(paragraph);
        } else {
            element("p", "", paragraph);
        }
    }

    private static boolean isInTightList(Paragraph paragraph) {
        Node item = paragraph.getParent();
        return item != null && item.getParent() instanceof ListBlock list && list.isTight();
    }

    @Override
    public void visit(Heading heading) {
        open("p", "", heading);
        element("strong", heading);
        close("p");
    }

    @Override
    public void visit(ThematicBreak line) {
        open("p", "", line);
        text(Optional.ofNullable(line.getLiteral()).orElse("***").strip());
        close("p");
    }

    @Override
    public void visit(BlockQuote quote) {
        element("blockquote", "", quote);
    }

    @Override
    public void visit(BulletList list) {
        element("ul", "", list);
    }

    @Override
    public void visit(OrderedList list) {
        int start = Optional.ofNullable(list.getMarkerStartNumber()).orElse(1);
        element("ol", start == 1 ? "" : " start=\"" + start + "\"", list);
    }

    @Override
    public void visit(ListItem item) {
        element("li", "", item);
    }

    @Override
    public void visit(FencedCodeBlock code) {
        codeBlock(code, code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        codeBlock(code, code.getLiteral());
    }

    private void codeBlock(Block block, String code) {
        open("pre", "", block);
        html.append("<code>");
        HtmlText.appendVerbatim(html, code);
        html.append("</code>");
        close("pre");
        showsSomething |= HtmlText.showsSomething(code);
    }

    @Override
    public void visit(Emphasis emphasis) {
        element("em", emphasis);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
        element("strong", emphasis);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Strikethrough) {
            element("del", node);
        } else {
            visitChildren(node);
        }
    }

    @Override
    public void visit(Code code) {
        html.append("<code>");
        text(code.getLiteral());
        html.append("</code>");
    }

    /** A link within a link, one that leads where we lead nobody, and one that shows nothing are only their text. */
    @Override
    public void visit(Link link) {
        Optional<String> address = insideLink || !showsSomething(link)
                ? Optional.empty()
                : LinkAddress.of(Optional.ofNullable(link.getDestination()).orElse(""));
        address.ifPresentOrElse(href -> linkTo(href, link), () -> visitChildren(link));
    }

    private void linkTo(String href, Link link) {
        insideLink = true;
        html.append("<a href=\"");
        HtmlText.appendAttribute(html, href);
        html.append("\" rel=\"").append(SafeHtml.REL).append("\">");
        visitChildren(link);
        html.append("</a>");
        insideLink = false;
    }

    private static boolean showsSomething(Node node) {
        if (node instanceof Text text && HtmlText.showsSomething(text.getLiteral())) {
            return true;
        }
        if (node instanceof Code || node instanceof HtmlInline) {
            return true;
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (showsSomething(child)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(SoftLineBreak lineEnd) {
        html.append("<br>\n");
    }

    @Override
    public void visit(HardLineBreak lineEnd) {
        html.append("<br>\n");
    }

    @Override
    public void visit(HtmlInline tag) {
        text(tag.getLiteral());
    }

    @Override
    public void visit(Text text) {
        text(text.getLiteral());
    }

    private void text(String text) {
        HtmlText.append(html, text);
        showsSomething = showsSomething || HtmlText.showsSomething(text);
    }

    private void element(String name, Node inline) {
        html.append('<').append(name).append('>');
        visitChildren(inline);
        html.append("</").append(name).append('>');
    }

    private void element(String name, String attribute, Block block) {
        open(name, attribute, block);
        visitChildren(block);
        close(name);
    }

    private void open(String name, String attribute, Block block) {
        TextDirection outer = directions.element();
        TextDirection direction = TextDirection.of(block);
        html.append('<')
                .append(name)
                .append(attribute)
                .append(direction.attributeWithin(outer))
                .append('>');
        directions.push(direction.within(outer));
    }

    private void close(String name) {
        directions.pop();
        html.append("</").append(name).append('>');
    }
}
