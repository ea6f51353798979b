package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.moderator.StillSignedIn;
import greenroom.web.EventStreams;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What happens at the desk as it happens, and who looks at what. */
@RestController
class EventController {
    /** Primary keys. */
    private static final String SITE = """
            SELECT site.id
              FROM comment
              JOIN site ON site.id = comment.site_id
              JOIN moderator ON moderator.username = :by AND moderator.enabled
                   AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
             WHERE comment.id = :id
            """;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', :announcement)";

    private final DeskEvents events;
    private final EventStreams streams;
    private final StillSignedIn stillSignedIn;
    private final DatabaseClient database;

    EventController(DeskEvents events, EventStreams streams, StillSignedIn stillSignedIn, DatabaseClient database) {
        this.events = events;
        this.streams = streams;
        this.stillSignedIn = stillSignedIn;
        this.database = database;
    }

    /** @param id of the comment that is looked at, null when none is any more */
    record Presence(@Nullable String id) {}

    @GetMapping(path = "/api/v1/moderation/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> watch(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        return streams.open(exchange, events.watcher(me, stillSignedIn.of(exchange)));
    }

    /** Tells colleagues; kept nowhere, and forgotten after 30 s unless it is said again. */
    @PutMapping("/api/v1/moderation/presence")
    Mono<ResponseEntity<?>> look(
            @AuthenticationPrincipal Moderator me, @RequestBody Presence presence, ServerWebExchange exchange) {
        if (presence.id() == null) {
            return announce(null, me, 0).thenReturn(ResponseEntity.noContent().build());
        }
        return Mono.justOrEmpty(Optional.of(presence.id()).flatMap(Parameters::uuid))
                .flatMap(id -> site(me, id).delayUntil(site -> announce(id, me, site)))
                .<ResponseEntity<?>>map(site -> ResponseEntity.noContent().build())
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.notFound().answer(exchange)));
    }

    private Mono<Integer> site(Moderator me, UUID comment) {
        return database.sql(SITE)
                .bind("by", me.username())
                .bind("id", comment)
                .map(row -> row.get("id", Integer.class))
                .one();
    }

    private Mono<Void> announce(@Nullable UUID comment, Moderator me, int site) {
        return database.sql(ANNOUNCE)
                .bind("announcement", events.announcementOf(comment, me.username(), site))
                .fetch()
                .all()
                .then();
    }
}
