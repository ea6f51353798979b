package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import greenroom.comment.Status;
import greenroom.service.Reader;
import java.io.IOException;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Who follows a thread or a site by Atom gets what readers of the page see. */
class FeedTests extends WindowTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final String thread = newThread();

    private ResponseSpec asksForFeed(String key) {
        return http.get()
                .uri("/api/v1/sites/demo/feed.atom?thread={thread}", key)
                .exchange();
    }

    private String text(String key) {
        return Objects.requireNonNull(asksForFeed(key)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/atom+xml;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private SyndFeed feed(String key) {
        return rome(text(key));
    }

    private static SyndFeed rome(String xml) {
        try {
            return new SyndFeedInput().build(new StringReader(xml));
        } catch (FeedException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static Element strictly(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    private SyndFeed feedWith(int entries) {
        return await().atMost(PATIENCE)
                .until(() -> feed(thread), feed -> feed.getEntries().size() == entries);
    }

    private static List<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> ATOM.equals(child.getNamespaceURI()) && name.equals(child.getLocalName()))
                .toList();
    }

    private static String only(Element parent, String name) {
        var found = children(parent, name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0).getTextContent();
    }

    private void isNamed(String title, String url) {
        shelf.runs("UPDATE thread SET named = true, title = '" + title + "', url = '" + url + "' WHERE key = '" + thread
                + "'");
    }

    @Test
    void holdsTheApprovedCommentsNewestFirst() {
        var first = shelf.puts(aComment(thread).saying("first"));
        var reply = shelf.puts(aComment(thread).saying("second").under(first).named("Bilal"));
        shelf.puts(aComment(thread).saying("hidden").being(Status.PENDING));

        var entries = feedWith(2).getEntries();
        assertThat(entries).extracting(SyndEntry::getUri).containsExactly("urn:uuid:" + reply, "urn:uuid:" + first);
        assertThat(entries).extracting(SyndEntry::getAuthor).containsExactly("Bilal", "Ayesha");
        assertThat(entries.get(1).getContents().get(0).getType()).isEqualTo("html");
        assertThat(entries.get(1).getContents().get(0).getValue().strip()).isEqualTo("<p>first</p>");
    }

    @Test
    void followsEveryDecision() {
        var comment = shelf.puts(aComment(thread));
        var reply = shelf.puts(aComment(thread).under(comment));
        feedWith(2);

        shelf.moves(comment, Status.SPAM);
        feedWith(0);
        shelf.moves(comment, Status.APPROVED);
        feedWith(2);
        shelf.moves(reply, Status.REJECTED);
        feedWith(1);
    }

    @Test
    void aSitesFeedFollowsAllOfItsThreads() {
        var other = newThread();
        var one = shelf.puts(aComment(thread));
        var two = shelf.puts(aComment(other));
        awaitsInSiteFeed(one, true);
        awaitsInSiteFeed(two, true);

        shelf.moves(two, Status.SPAM);
        awaitsInSiteFeed(two, false);
        awaitsInSiteFeed(one, true);
    }

    private void awaitsInSiteFeed(UUID comment, boolean isThere) {
        await().atMost(PATIENCE).until(() -> siteFeed().contains("urn:uuid:" + comment) == isThere);
    }

    private String siteFeed() {
        return Objects.requireNonNull(http.get()
                .uri("/api/v1/sites/demo/feed.atom")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void hasNoMoreThanTheLatestFifty() {
        IntStream.range(0, 51).forEach(i -> shelf.putsSilently(aComment(thread)));
        shelf.announces(thread);
        feedWith(50);
    }

    @Test
    void hasWhatRfc4287Demands() {
        var id = shelf.putsSilently(aComment(thread).inLanguage("ur").saying("بہت *خوب* <b>"));
        shelf.putsSilently(aComment(thread));
        isNamed("R & D <1>", "https://news.example/a?b=c&d=e#top");
        shelf.announces(thread);
        feedWith(2);

        var feed = strictly(text(thread));
        assertThat(feed.getNamespaceURI() + feed.getLocalName()).isEqualTo(ATOM + "feed");
        assertThat(only(feed, "id"))
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(only(feed, "title")).isEqualTo("Comments on “R & D <1>”");
        assertThat(OffsetDateTime.parse(only(feed, "updated"))).isNotNull();
        assertThat(links(feed, "self"))
                .containsExactly("http://localhost:" + port + "/api/v1/sites/demo/feed.atom?thread=" + thread);
        assertThat(links(feed, "alternate")).containsExactly("https://news.example/a?b=c&d=e#top");
        for (var entry : children(feed, "entry")) {
            assertThat(only(entry, "id")).startsWith("urn:uuid:");
            assertThat(only(entry, "title")).isEqualTo("Comment by Ayesha on “R & D <1>”");
            assertThat(OffsetDateTime.parse(only(entry, "updated"))).isNotNull();
            assertThat(OffsetDateTime.parse(only(entry, "published"))).isNotNull();
            var authors = children(entry, "author");
            assertThat(authors).hasSize(1);
            assertThat(only(authors.get(0), "name")).isEqualTo("Ayesha");
            assertThat(authors.get(0).getElementsByTagNameNS("*", "*").getLength())
                    .isEqualTo(1);
            assertThat(links(entry, "alternate")).hasSize(1);
            assertThat(children(entry, "content").get(0).getAttribute("type")).isEqualTo("html");
        }
        var inUrdu = children(feed, "entry").get(1);
        assertThat(links(inUrdu, "alternate")).containsExactly("https://news.example/a?b=c&d=e#greenroom-" + id);
        assertThat(children(inUrdu, "content").get(0).getAttributeNS(XMLConstants.XML_NS_URI, "lang"))
                .isEqualTo("ur");
        assertThat(only(inUrdu, "content")).contains("<em>خوب</em> &lt;b&gt;");
    }

    private static List<String> links(Element parent, String relation) {
        return children(parent, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    @Test
    void anEmptyOneIsWholeToo() {
        var feed = strictly(text(thread));
        assertThat(only(feed, "id")).startsWith("urn:uuid:");
        assertThat(only(feed, "title")).isEqualTo("Comments");
        assertThat(OffsetDateTime.parse(only(feed, "updated"))).isNotNull();
        assertThat(children(feed, "entry")).isEmpty();
    }

    @Test
    void leavesOutWhatXmlCannotHold() {
        shelf.puts(aComment(thread).named("a\u0001\uFFFEb\uD83D\uDE00 ]]>&").saying("x\u0008 y\uFFFF ]]> <!-- z"));

        var entry = feedWith(1).getEntries().get(0);
        assertThat(entry.getAuthor()).isEqualTo("ab\uD83D\uDE00 ]]>&");
        assertThat(entry.getContents().get(0).getValue()).contains("x y ]]&gt; &lt;!-- z");
    }

    @Test
    void saysNothingAnewToWhoHasIt() {
        shelf.puts(aComment(thread));
        feedWith(1);
        var etag = asksForFeed(thread)
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag();

        http.get()
                .uri("/api/v1/sites/demo/feed.atom?thread={thread}", thread)
                .header(HttpHeaders.IF_NONE_MATCH, Objects.requireNonNull(etag))
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    @Test
    void refusesWhatMakesNoSense() {
        var unknown = http.get().uri("/api/v1/sites/nowhere/feed.atom").exchange();
        assertThat(Reader.problem(unknown, 404)).isEqualTo("unknown-site");
        assertThat(Reader.problem(asksForFeed("x".repeat(201)), 400)).isEqualTo("bad-parameter");
        var foreign = http.get()
                .uri("/api/v1/sites/demo/feed.atom")
                .header("Origin", "https://evil.example")
                .exchange();
        assertThat(Reader.problem(foreign, 403)).isEqualTo("origin-not-allowed");
    }
}
