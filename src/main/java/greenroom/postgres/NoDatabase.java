package greenroom.postgres;

/** No database was named, and this build brings none for this machine: the image for a cluster is made without. */
final class NoDatabase extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoDatabase(String system, String machine) {
        super("No database is configured, and this build of Greenroom has no PostgreSQL of its own for " + system
                + " on " + machine + ".");
    }
}
