package greenroom.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Generator;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import greenroom.comment.Markdown;
import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import greenroom.site.Site;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a feed as Atom (RFC 4287).
 *
 * <p>Our own words are English and say so; a comment says its language where its author's page did. An author is a name and
 * nothing else. Ids never change, whatever address the service moves to.
 */
@Component
class AtomFeed {
    private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
    private static final String NOBODY = "Anonymous";

    private final DerivedKeys keys;

    AtomFeed(DerivedKeys keys) {
        this.keys = keys;
    }

    byte[] write(Site site, FeedKey key, PublishedFeed feed) {
        var document = document(atom(site, key, feed));
        addLanguages(document.getRootElement(), feed.entries());
        return new XMLOutputter(Format.getCompactFormat().setTextMode(Format.TextMode.PRESERVE))
                .outputString(document)
                .getBytes(UTF_8);
    }

    private static Document document(Feed feed) {
        try {
            return new WireFeedOutput().outputJDom(feed);
        } catch (FeedException impossible) {
            throw new IllegalStateException("Rome does not take a feed that has all that it must have", impossible);
        }
    }

    private Feed atom(Site site, FeedKey key, PublishedFeed published) {
        var feed = new Feed("atom_1.0");
        feed.setId("urn:uuid:" + id(key));
        feed.setTitle(title(site, key, published));
        feed.setUpdated(date(updated(published)));
        feed.setGenerator(generator());
        feed.setOtherLinks(List.of(link("self", "application/atom+xml", key.self())));
        var url = key.isOfAThread() ? url(published) : null;
        if (url != null) {
            feed.setAlternateLinks(List.of(link("alternate", "text/html", url)));
        }
        feed.setEntries(published.entries().stream().map(AtomFeed::entry).toList());
        return feed;
    }

    /** Of a key of the installation: another's site of the same name has another feed (RFC 9562, version 8). */
    private UUID id(FeedKey key) {
        var mac = ByteBuffer.wrap(
                keys.mac(Use.FEED, key.site().getBytes(UTF_8), key.thread().getBytes(UTF_8)));
        return new UUID(
                (mac.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L,
                (mac.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    private static String title(Site site, FeedKey key, PublishedFeed feed) {
        if (!key.isOfAThread()) {
            return XmlText.of("Comments on " + site.name());
        }
        var title = feed.entries().isEmpty() ? null : feed.entries().get(0).title();
        return title == null ? "Comments" : XmlText.of("Comments on “" + title + "”");
    }

    private static @Nullable String url(PublishedFeed feed) {
        return feed.entries().isEmpty() ? null : feed.entries().get(0).url();
    }

    private static Instant updated(PublishedFeed feed) {
        return feed.entries().stream()
                .map(entry -> entry.comment().publishedAt())
                .max(Instant::compareTo)
                .orElse(feed.since());
    }

    private static Generator generator() {
        var generator = new Generator();
        generator.setValue("Greenroom");
        return generator;
    }

    private static Entry entry(PublishedFeed.Entry published) {
        var comment = published.comment();
        var entry = new Entry();
        entry.setId("urn:uuid:" + comment.id());
        entry.setTitle(title(name(comment), published.title()));
        entry.setAuthors(List.of(author(name(comment))));
        entry.setPublished(date(comment.submittedAt()));
        entry.setUpdated(date(comment.publishedAt()));
        if (published.url() != null) {
            entry.setAlternateLinks(List.of(link("alternate", "text/html", permalink(published.url(), comment.id()))));
        }
        entry.setContents(List.of(content(comment)));
        return entry;
    }

    private static String name(CommentRow comment) {
        var name = XmlText.of(comment.name());
        return name.isBlank() ? NOBODY : name;
    }

    private static String title(String name, @Nullable String thread) {
        return thread == null ? "Comment by " + name : XmlText.of("Comment by " + name + " on “" + thread + "”");
    }

    private static Person author(String name) {
        var person = new Person();
        person.setName(name);
        return person;
    }

    private static String permalink(String url, UUID comment) {
        return url.split("#", 2)[0] + "#greenroom-" + comment;
    }

    private static Content content(CommentRow comment) {
        var content = new Content();
        content.setType("html");
        content.setValue(XmlText.of(Markdown.toHtml(comment.body())));
        return content;
    }

    private static Link link(String relation, String type, String address) {
        var link = new Link();
        link.setRel(relation);
        link.setType(type);
        link.setHref(XmlText.of(address));
        return link;
    }

    private static Date date(Instant time) {
        return Date.from(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Rome knows no languages of parts. */
    private static void addLanguages(Element feed, List<PublishedFeed.Entry> published) {
        inEnglish(feed.getChild("title", ATOM));
        var entries = feed.getChildren("entry", ATOM);
        for (int i = 0; i < entries.size(); i++) {
            inEnglish(entries.get(i).getChild("title", ATOM));
            var locale = published.get(i).comment().locale();
            if (locale != null) {
                in(locale, Objects.requireNonNull(entries.get(i).getChild("content", ATOM)));
            }
        }
    }

    private static void inEnglish(@Nullable Element element) {
        in("en", Objects.requireNonNull(element));
    }

    private static void in(String language, Element element) {
        element.setAttribute("lang", language, Namespace.XML_NAMESPACE);
    }
}
