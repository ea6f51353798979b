package greenroom.submission;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import greenroom.privacy.TypedEmail;
import org.jspecify.annotations.Nullable;

/** What a reader's page sent, as it was sent. It has the contract's fields and no more: others are bound to nothing. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SubmissionForm(
        @Nullable ThreadForm thread,
        @Nullable String parent,
        @Nullable String name,
        @Nullable TypedEmail email,
        @Nullable String body,
        @Nullable String locale,
        @Nullable Boolean notifyReplies,
        @Nullable String proof,
        @Nullable String website) {
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ThreadForm(
            @Nullable String key,
            @Nullable String url,
            @Nullable String title) {}

    /** Prints nothing of what a person typed. */
    @Override
    public String toString() {
        return "SubmissionForm[]";
    }
}
