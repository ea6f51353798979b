package greenroom.moderation;

import greenroom.comment.Status;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator wants to become of one comment.
 *
 * @param seen the version that they saw: any other changes nothing
 * @param to never {@code WITHDRAWN}, which only its author can want
 */
record Decision(UUID id, int seen, Status to, @Nullable String reason) {}
