package greenroom.moderation;

import greenroom.moderator.Moderator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * The audit as a table for spreadsheets (RFC 4180), a page after the other as it is taken: a hundred entries are held at a
 * time, however long it is.
 */
@Component
class AuditCsv {
    private static final String HEAD = "id,at,by,action,site,comment,author,thread,reason\r\n";
    private static final String FORMULAS = "=+-@\t\r";

    private final AuditTrail trail;

    AuditCsv(AuditTrail trail) {
        this.trail = trail;
    }

    /** Pieces of whole lines. */
    Flux<String> of(Moderator me, AuditFilter filter) {
        var first = filter.inWholePages();
        var pages = trail.page(me, first)
                .expand(page -> page.next() == null ? Flux.empty() : trail.page(me, first.after(lastOf(page))));
        return Flux.concat(Flux.just(HEAD), pages.map(AuditCsv::lines).filter(lines -> !lines.isEmpty()));
    }

    private static UUID lastOf(AuditTrail.Page page) {
        var entries = page.entries();
        return entries.get(entries.size() - 1).id();
    }

    private static String lines(AuditTrail.Page page) {
        return page.entries().stream().map(AuditCsv::line).collect(Collectors.joining());
    }

    private static String line(AuditTrail.Entry entry) {
        var cells = Stream.of(
                entry.id(),
                entry.at(),
                text(entry.by()),
                entry.action(),
                text(entry.site()),
                text(entry.comment()),
                text(entry.author()),
                text(entry.thread()),
                text(entry.reason()));
        return cells.map(AuditCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /** What a spreadsheet would take for a formula is made text: people typed it, and not all of them mean well. */
    static String cell(Object value) {
        var text = value.toString();
        var safe = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return needsQuotes(safe) ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static boolean needsQuotes(String text) {
        return List.of(",", "\"", "\r", "\n").stream().anyMatch(text::contains);
    }
}
