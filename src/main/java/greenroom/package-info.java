/**
 * The house. Each package may use only what stands below it, and a test holds that.
 *
 * <pre>
 *   the doors, which export no Java: their face is HTTP
 *     submission     the way in:    form, validation, limits, screening, group commit, 202; receipts
 *     moderation     the desk:      queue, decisions, edits, history
 *     publication    the window:    thread pages, counts, avatars, from a cache of ready bytes
 *     transfer       the back door: all that is held of one person, and its erasure
 *   the rooms, with one public face each
 *     screening      what a machine notices in a submission, and why
 *     comment        the heart:     comments, threads, statuses, Markdown
 *     moderator      who decides:   accounts, sign-in, roles, tokens
 *     ratelimit      token buckets per client, author and site
 *     backup         all that is kept in one file, and back
 *     privacy        the vault:     the only code that can open an email
 *     site           sites, their settings and origins
 *     audit          what was done by whom, append-only
 *   the ground, which knows no capability
 *     web            problem details, request ids, size limits, cursors, client addresses, headers
 *     postgres       connection, embedded server, migrations, LISTEN/NOTIFY
 *     tracing        spans for an OpenTelemetry collector, where one is configured
 *     ids            UUIDv7 and secrets
 * </pre>
 */
@NullMarked
package greenroom;

import org.jspecify.annotations.NullMarked;
