package greenroom.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended: opaque to callers, a keyset position to us.
 *
 * <p>It names the list it belongs to (such as {@code queue-oldest}), so that one list's cursor is not taken for another's.
 */
public final class Cursor {
    private Cursor() {}

    public static String at(String list, Object position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + ":" + position).getBytes(StandardCharsets.UTF_8));
    }

    /** The UUID after which the page starts, or null to start at the beginning. Throws 400 {@code bad-cursor}. */
    public static @Nullable UUID uuid(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var position = position(list, cursor);
        try {
            var id = UUID.fromString(position);
            if (id.toString().equals(position)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.badCursor().thrown();
        }
        throw Problem.badCursor().thrown();
    }

    /** The number after which the page starts, or null to start at the beginning. Throws 400 {@code bad-cursor}. */
    public static @Nullable Long number(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Long.valueOf(position(list, cursor));
        } catch (NumberFormatException e) {
            throw Problem.badCursor().thrown();
        }
    }

    private static String position(String list, String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badCursor().thrown();
        }
        if (!text.startsWith(list + ":")) {
            throw Problem.badCursor().thrown();
        }
        return text.substring(list.length() + 1);
    }
}
