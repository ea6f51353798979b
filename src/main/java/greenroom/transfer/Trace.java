package greenroom.transfer;

import greenroom.privacy.SealedEmail;
import java.time.Instant;
import java.util.UUID;

/**
 * What one site knows somebody by.
 *
 * @param approved how many of their comments stand approved, as {@code rejected} does of rejected ones
 * @param since their first comment
 */
record Trace(UUID author, String site, SealedEmail email, String standing, int approved, int rejected, Instant since) {}
