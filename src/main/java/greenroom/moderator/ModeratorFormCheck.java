package greenroom.moderator;

import greenroom.site.Sites;
import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes of a form what is to be done, or tells all that is wrong with it. */
@Component
final class ModeratorFormCheck {
    private static final int LONGEST_DISPLAY_NAME = 100;

    /** Bidirectional overrides and isolates, which make a name read as another one. */
    private static final String TURNING = "[\\u202a-\\u202e\\u2066-\\u2069]";

    private final Sites sites;
    private final PasswordRules passwords;

    ModeratorFormCheck(Sites sites, PasswordRules passwords) {
        this.sites = sites;
        this.passwords = passwords;
    }

    /** Throws 422 with every field that is wrong, or 400 when sites are no list of texts. */
    NewModerator toNew(ModeratorForm form) {
        var username = ModeratorForm.normal(Objects.requireNonNullElse(form.username(), ""));
        var displayName = displayName(form).orElse(username);
        var keys = keys(form.sites());
        var errors = new ArrayList<FieldError>();
        if (!ModeratorForm.isUsername(username)) {
            errors.add(new FieldError(
                    "/username",
                    "username-invalid",
                    "A username is 1 to 64 of a-z, 0-9 and . _ @ + -, and starts with a letter or a digit."));
        }
        errors.addAll(displayNameErrors(displayName));
        errors.addAll(passwordErrors(form.password() == null ? "" : form.password(), username, displayName));
        errors.addAll(roleErrors(form.role() == null ? "" : form.role()));
        errors.addAll(siteErrors(keys));
        refuse(errors);
        return new NewModerator(
                username,
                displayName,
                Objects.requireNonNull(form.password()),
                Role.of(Objects.requireNonNull(form.role())).orElseThrow(),
                limits(keys),
                Boolean.TRUE.equals(form.secondFactorRequired()));
    }

    /** Throws 422 with every field that is wrong, or 400 when sites are no list of texts. */
    ModeratorChange toChange(Account before, ModeratorForm form) {
        var displayName = displayName(form);
        var keys = keys(form.sites());
        var errors = new ArrayList<FieldError>();
        displayName.ifPresent(name -> errors.addAll(displayNameErrors(name)));
        if (form.password() != null) {
            errors.addAll(passwordErrors(form.password(), before.username(), displayName.orElse(before.displayName())));
        }
        if (form.role() != null) {
            errors.addAll(roleErrors(form.role()));
        }
        errors.addAll(siteErrors(keys));
        refuse(errors);
        return new ModeratorChange(
                before.username(),
                displayName.orElse(null),
                form.password(),
                Optional.ofNullable(form.role()).flatMap(Role::of).orElse(null),
                form.sites() != null,
                limits(keys),
                form.enabled(),
                form.secondFactorRequired());
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Problem.invalidRequest(errors).thrown();
        }
    }

    private static Optional<String> displayName(ModeratorForm form) {
        return Optional.ofNullable(form.displayName())
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC).strip());
    }

    private static List<FieldError> displayNameErrors(String name) {
        var length = name.codePointCount(0, name.length());
        var isFine = length >= 1
                && length <= LONGEST_DISPLAY_NAME
                && name.codePoints().noneMatch(ModeratorFormCheck::isNoCharacter)
                && name.replaceAll(TURNING, "").equals(name);
        return isFine
                ? List.of()
                : List.of(new FieldError(
                        "/displayName",
                        "display-name-invalid",
                        "A display name is 1 to " + LONGEST_DISPLAY_NAME + " characters on one line."));
    }

    private static boolean isNoCharacter(int c) {
        return Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private List<FieldError> passwordErrors(String password, String username, String displayName) {
        return passwords.broken("/password", password, username, displayName).stream()
                .toList();
    }

    private static List<FieldError> roleErrors(String role) {
        return Role.of(role).isPresent()
                ? List.of()
                : List.of(new FieldError("/role", "role-invalid", "A role is moderator or admin."));
    }

    /** An empty list, like null, means all sites. */
    private static List<String> keys(@Nullable JsonNode sites) {
        if (sites == null || sites.isNull()) {
            return List.of();
        }
        if (!sites.isArray() || !sites.valueStream().allMatch(JsonNode::isString)) {
            throw Problem.malformed("\"sites\" must be a list of site keys, or null.")
                    .thrown();
        }
        return sites.valueStream().map(JsonNode::stringValue).toList();
    }

    private List<FieldError> siteErrors(List<String> keys) {
        return Stream.iterate(0, i -> i < keys.size(), i -> i + 1)
                .filter(i -> sites.named(keys.get(i)).isEmpty())
                .map(i -> new FieldError("/sites/" + i, "site-unknown", "There is no site with this key."))
                .toList();
    }

    private static @Nullable List<String> limits(List<String> keys) {
        return keys.isEmpty() ? null : keys.stream().distinct().toList();
    }
}
