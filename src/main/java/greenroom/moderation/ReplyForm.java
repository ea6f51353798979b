package greenroom.moderation;

import org.jspecify.annotations.Nullable;

/** A moderator's answer to a comment. */
record ReplyForm(@Nullable String body) {}
