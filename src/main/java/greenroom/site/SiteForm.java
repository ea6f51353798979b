package greenroom.site;

import greenroom.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A site as an admin sends it. In a change what is absent stays as it is. */
record SiteForm(
        @Nullable String key,
        @Nullable String name,
        @Nullable List<@Nullable String> origins,
        @Nullable SiteSettings settings) {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_ORIGINS = 100;

    static boolean isKey(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,62}");
    }

    List<FieldError> errorsOfNew() {
        var errors = errorsOfChange();
        if (key == null || !isKey(key)) {
            errors.add(0, new FieldError("/key", "key-invalid", "A key is 1 to 63 of a-z, 0-9 and -."));
        }
        if (name == null) {
            errors.add(new FieldError("/name", "name-required", "A site needs a name."));
        }
        return errors;
    }

    List<FieldError> errorsOfChange() {
        var errors = new ArrayList<FieldError>();
        if (name != null && (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME || hasControls())) {
            errors.add(new FieldError("/name", "name-invalid", "A name is 1 to " + LONGEST_NAME + " characters."));
        }
        if (origins != null) {
            checkOrigins(errors, origins);
        }
        if (settings != null) {
            errors.addAll(settings.errors());
        }
        return errors;
    }

    private boolean hasControls() {
        return name != null && name.codePoints().anyMatch(Character::isISOControl);
    }

    private static void checkOrigins(List<FieldError> errors, List<@Nullable String> origins) {
        if (origins.size() > MOST_ORIGINS) {
            errors.add(
                    new FieldError("/origins", "origin-invalid", "A site has at most " + MOST_ORIGINS + " origins."));
        }
        for (int i = 0; i < origins.size(); i++) {
            var origin = origins.get(i);
            if (origin == null || Origin.parse(origin).isEmpty()) {
                errors.add(new FieldError(
                        "/origins/" + i, "origin-invalid", "An origin is like https://news.example, without a path."));
            }
        }
    }

    String @Nullable [] normalOrigins() {
        if (origins == null) {
            return null;
        }
        return origins.stream()
                .map(origin -> Origin.parse(String.valueOf(origin)).orElseThrow())
                .distinct()
                .toArray(String[]::new);
    }
}
