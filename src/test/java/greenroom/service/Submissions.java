package greenroom.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the JSON of a submission that any site would take; a test changes only what it is about. */
public final class Submissions {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private Submissions() {}

    public static Submissions aSubmission() {
        return new Submissions()
                .with("thread", Map.of("key", RunningService.newThread()))
                .with("name", "Ayesha")
                .with("email", RunningService.newEmail())
                .with("body", "Well said.");
    }

    public Submissions with(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    public Submissions without(String field) {
        fields.remove(field);
        return this;
    }

    public Submissions to(String thread) {
        return with("thread", Map.of("key", thread));
    }

    public Submissions named(String name) {
        return with("name", name);
    }

    public Submissions from(String email) {
        return with("email", email);
    }

    public Submissions saying(String body) {
        return with("body", body);
    }

    public Submissions answering(String parent) {
        return with("parent", parent);
    }

    public Map<String, @Nullable Object> json() {
        return fields;
    }
}
