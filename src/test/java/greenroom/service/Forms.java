package greenroom.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds a form as a page without JavaScript sends it; a test changes only what it is about. */
public final class Forms {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Forms() {}

    public static Forms aForm() {
        return new Forms()
                .with("thread", RunningService.newThread())
                .with("name", "Ayesha")
                .with("email", RunningService.newEmail())
                .with("body", "Well said.")
                .with("website", "");
    }

    public Forms with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    public Forms without(String field) {
        fields.remove(field);
        return this;
    }

    public String encoded() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
