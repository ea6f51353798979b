package greenroom.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The room on the disk under the embedded database. Below half a gigabyte health is {@code DEGRADED}: the service works on,
 * and will take no comments once PostgreSQL cannot write.
 */
final class EmbeddedDisk extends AbstractHealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED", "The disk is nearly full");
    private static final long LITTLE = 512L << 20;

    private final File folder;

    EmbeddedDisk(File folder, MeterRegistry meters) {
        super("The disk cannot be seen");
        this.folder = folder;
        Gauge.builder("greenroom.disk.free", folder, File::getUsableSpace)
                .description("Room on the disk under the embedded database")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("greenroom.disk.size", folder, File::getTotalSpace)
                .description("Size of that disk")
                .baseUnit("bytes")
                .register(meters);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var free = folder.getUsableSpace();
        (free < LITTLE ? builder.status(DEGRADED) : builder.up())
                .withDetail("freeBytes", free)
                .withDetail("sizeBytes", folder.getTotalSpace());
    }
}
