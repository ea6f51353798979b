package greenroom.publication;

import greenroom.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Whom to tell about a weakness (RFC 9116), where the operator named somebody. */
@RestController
class SecurityContactController {
    private static final MediaType TEXT = MediaType.valueOf("text/plain;charset=UTF-8");
    private static final Set<String> SCHEMES = Set.of("https", "mailto", "tel");

    /** RFC 9116 section 2.5.5 asks for less than a year; while the service runs, the word is renewed. */
    private static final Duration VALIDITY = Duration.ofDays(180);

    private final @Nullable String contact;

    SecurityContactController(PublicationSettings settings) {
        this.contact = settings.securityContact() == null ? null : address(settings.securityContact());
    }

    private static String address(String configured) {
        var text = configured.strip();
        var address = text.contains("@") && !text.contains(":") ? "mailto:" + text : text;
        try {
            if (SCHEMES.contains(String.valueOf(new URI(address).getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(configured);
        }
        throw notAnAddress(configured);
    }

    private static IllegalArgumentException notAnAddress(String configured) {
        return new IllegalArgumentException("greenroom.security-contact must be an address such as"
                + " mailto:security@example.org or https://example.org/security: " + configured);
    }

    @GetMapping("/.well-known/security.txt")
    ResponseEntity<?> contact(ServerWebExchange exchange) {
        if (contact == null) {
            return Problem.notFound().answer(exchange);
        }
        var expires = Instant.now().plus(VALIDITY).truncatedTo(ChronoUnit.DAYS);
        return ResponseEntity.ok().contentType(TEXT).body("Contact: " + contact + "\nExpires: " + expires + "\n");
    }
}
