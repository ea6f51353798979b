package greenroom.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the store is used.
 *
 * @param durability {@code strict} refuses a PostgreSQL that may lose a commit it confirmed; {@code relaxed} warns
 * @param database sizes of the pools
 */
@ConfigurationProperties("greenroom")
record DatabaseSettings(
        @DefaultValue("strict") Durability durability,
        @DefaultValue Database database) {
    enum Durability {
        STRICT,
        RELAXED
    }

    /**
     * Sizes of the two pools.
     *
     * @param connections for the desk, reads and everything else
     * @param commitConnections for the submissions' group commit alone: more of them make smaller batches, not faster ones
     */
    record Database(
            @DefaultValue("8") int connections,
            @DefaultValue("1") int commitConnections) {
        Database {
            if (connections < 1 || connections > 500) {
                throw new IllegalArgumentException("greenroom.database.connections must be 1 to 500");
            }
            if (commitConnections < 1 || commitConnections > 16) {
                throw new IllegalArgumentException("greenroom.database.commit-connections must be 1 to 16");
            }
        }
    }
}
