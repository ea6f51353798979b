package greenroom.web;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/** Shows a problem as a page where a person's browser sent a form, and would show JSON to that person. */
public interface ProblemPages {
    /** The page as HTML, its headers being set on the answer; empty where no person waits for one. */
    Optional<String> page(ServerWebExchange exchange, Problem problem);
}
