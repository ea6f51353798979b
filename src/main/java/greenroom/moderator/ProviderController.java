package greenroom.moderator;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/session/providers}: where else than here somebody may sign in. */
@RestController
class ProviderController {
    private final OpenIdProviders providers;

    ProviderController(OpenIdProviders providers) {
        this.providers = providers;
    }

    record All(List<OpenIdProviders.Provider> providers) {}

    @GetMapping("/api/v1/session/providers")
    All list() {
        return new All(providers.all());
    }
}
