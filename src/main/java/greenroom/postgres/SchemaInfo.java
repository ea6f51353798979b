package greenroom.postgres;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/**
 * The version of the schema in {@code /actuator/info}: of the newest migration that is applied now, which beside a newer
 * replica may be newer than this one's own. Asked anew each time; left out while the store does not answer.
 */
@Component
final class SchemaInfo implements InfoContributor {
    private static final Logger log = LoggerFactory.getLogger(SchemaInfo.class);

    private final ObjectProvider<Flyway> flyway;

    SchemaInfo(ObjectProvider<Flyway> flyway) {
        this.flyway = flyway;
    }

    @Override
    public void contribute(Info.Builder builder) {
        flyway.ifAvailable(migrations -> contribute(builder, migrations));
    }

    private static void contribute(Info.Builder builder, Flyway migrations) {
        try {
            var newest = migrations.info().current();
            if (newest != null && newest.getVersion() != null) {
                builder.withDetail("schema", newest.getVersion().getVersion());
            }
        } catch (FlywayException unanswered) {
            log.debug("The schema's version could not be read: {}", unanswered.getMessage());
        }
    }
}
