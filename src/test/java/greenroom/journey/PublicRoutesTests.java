package greenroom.journey;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RunningService;
import greenroom.web.PrivatePaths;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What strangers may call is a list: a route that is neither on it nor among the desk's is no route that we meant. */
class PublicRoutesTests extends RunningService {
    private static final String PUBLIC = """
            DELETE /api/v1/submissions/{id}
            GET /
            GET /.well-known/security.txt
            GET /api/v1/sites/{site}/comments
            GET /api/v1/sites/{site}/counts
            GET /api/v1/sites/{site}/events
            GET /api/v1/sites/{site}/feed.atom
            GET /api/v1/submissions/{id}
            GET /avatars/{id}.svg
            GET /demo/
            GET /demo/article.css
            GET /demo/milestones.svg
            GET /demo/ur/
            GET /embed.js
            GET /form.css
            GET /home.css
            GET /icon.svg
            GET /moderate/{*place}
            GET /openapi.yaml
            PATCH /api/v1/submissions/{id}
            POST /api/v1/sites/{site}/comments
            """;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Test
    void areTheseAndNoOthers() {
        var found = new TreeSet<String>();
        routes.getHandlerMethods().keySet().forEach(route -> {
            assertThat(route.getMethodsCondition().getMethods())
                    .as(route.toString())
                    .isNotEmpty();
            for (var pattern : route.getPatternsCondition().getPatterns()) {
                if (!PrivatePaths.contain(pattern.getPatternString())) {
                    route.getMethodsCondition()
                            .getMethods()
                            .forEach(method -> found.add(method + " " + pattern.getPatternString()));
                }
            }
        });

        assertThat(found).containsExactlyElementsOf(PUBLIC.lines().toList());
    }
}
