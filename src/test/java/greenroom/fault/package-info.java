/**
 * What the service survives: replicas, PostgreSQL and the network between them, each a real process or socket that is
 * killed, frozen, filled or slowed while comments come in and are decided.
 */
@NullMarked
package greenroom.fault;

import org.jspecify.annotations.NullMarked;
