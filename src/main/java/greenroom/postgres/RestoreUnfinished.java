package greenroom.postgres;

import java.nio.file.Path;

/** The service was started on what a restore has not finished. */
final class RestoreUnfinished extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    RestoreUnfinished(Path dataDirectory) {
        super("The data directory " + dataDirectory.toAbsolutePath().normalize()
                + " holds a part of a backup only: a restore into it was broken off, or is still under way.");
        this.remedy =
                "Run the same restore again, which begins anew by itself, and start the service when it has ended with"
                        + " exit code 0. If nothing is to be restored, delete "
                        + UnfinishedRestore.in(dataDirectory.toAbsolutePath().normalize()) + ".";
    }

    String remedy() {
        return remedy;
    }
}
