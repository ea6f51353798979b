package greenroom.moderator;

import java.util.function.Predicate;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/**
 * Which paths are whose. Statements that act ask once more: a right can be taken away between the two. Empty never means
 * yes.
 */
final class Permissions {
    private Permissions() {}

    static Mono<AuthorizationResult> anAdmin(Mono<Authentication> caller, AuthorizationContext call) {
        return decide(caller, Moderator::isAdmin);
    }

    /** Who is limited to some sites administers these and nothing else. */
    static Mono<AuthorizationResult> anAdminOfAllSites(Mono<Authentication> caller, AuthorizationContext call) {
        return decide(caller, moderator -> moderator.isAdmin() && moderator.sites() == null);
    }

    static Mono<AuthorizationResult> anAdminOfThatSite(Mono<Authentication> caller, AuthorizationContext call) {
        return decide(
                caller,
                moderator -> moderator.isAdmin()
                        && call.getVariables().get("site") instanceof String site
                        && moderator.mayWorkOn(site));
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> caller, Predicate<Moderator> mayDoIt) {
        return caller.map(Authentication::getPrincipal)
                .ofType(Moderator.class)
                .map(mayDoIt::test)
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }
}
