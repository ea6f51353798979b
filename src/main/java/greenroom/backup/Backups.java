package greenroom.backup;

import greenroom.postgres.DataDirectory;
import greenroom.postgres.OwnDatabase;
import greenroom.privacy.KeysetPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The commands {@code backup FILE [--with-keyset]} and {@code restore FILE}, with the same properties as the service. */
public final class Backups {
    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    private static final String BACKUP = "backup";
    private static final String RESTORE = "restore";
    private static final String WITH_KEYSET = "with-keyset";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final Environment environment;
    private final DataDirectory directory;

    private Backups(ConfigurableApplicationContext context) {
        this.environment = context.getEnvironment();
        this.directory = context.getBean(DataDirectory.class);
    }

    /** Reads the properties as the service does, and starts none of it. */
    @EnableConfigurationProperties(DataDirectory.class)
    private static final class Properties {}

    /** Whether these are the arguments of one of the two commands, well said or not. */
    public static boolean areAsked(String... arguments) {
        var words = new DefaultApplicationArguments(arguments).getNonOptionArgs();
        return !words.isEmpty() && List.of(BACKUP, RESTORE).contains(words.get(0));
    }

    /**
     * Runs the command; what became of it stands in the log.
     *
     * @return the exit code: 0 when it is done, 1 when nothing was done, 2 when the arguments make no sense
     */
    public static int run(String... arguments) {
        try (var context = new SpringApplicationBuilder(Properties.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments)) {
            return new Backups(context).run(new DefaultApplicationArguments(arguments));
        } catch (Refused refused) {
            log.error(refused.getMessage());
            return FAILED;
        } catch (SQLException | IOException | UncheckedIOException failure) {
            log.error(sentence(failure));
            return FAILED;
        } catch (RuntimeException unexpected) {
            log.error("What went wrong, for whoever mends Greenroom", unexpected);
            log.error(sentence(unexpected));
            return FAILED;
        }
    }

    /** The last line of the log, which drivers break into several. */
    private static String sentence(Exception failure) {
        return "Nothing was done, for this failed: "
                + String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private int run(ApplicationArguments asked) throws SQLException, IOException, Refused {
        if (asked.getNonOptionArgs().size() != 2) {
            log.error("Say: backup FILE [--with-keyset], or: restore FILE");
            return NOT_UNDERSTOOD;
        }
        refuseAnotherDatabase();
        var file = Path.of(asked.getNonOptionArgs().get(1));
        if (asked.getNonOptionArgs().get(0).equals(BACKUP)) {
            backUp(file, asked.containsOption(WITH_KEYSET));
        } else {
            restore(file);
        }
        return DONE;
    }

    private void refuseAnotherDatabase() throws Refused {
        if (environment.containsProperty("spring.r2dbc.url")
                && !"embedded".equals(environment.getProperty("spring.r2dbc.url"))) {
            throw new Refused("spring.r2dbc.url names a database that is not Greenroom's own: back that up by its own"
                    + " means, such as pg_dump, and the keyset apart from it.");
        }
    }

    private void backUp(Path file, boolean withKeyset) throws SQLException, IOException, Refused {
        if (!OwnDatabase.isIn(directory)) {
            throw new Refused(
                    directory.dataDir() + " holds no database: name the service's own with" + " --greenroom.data-dir.");
        }
        var keyset = withKeyset ? Optional.of(keyset()) : Optional.<Path>empty();
        try (var database = OwnDatabase.open(directory)) {
            var written = new Backup(database).write(file, keyset);
            log.info(
                    "Wrote {}: {} rows of {} tables, as of {}",
                    file,
                    written.rows(),
                    written.tables().size(),
                    written.madeAt());
        }
        log.info(
                withKeyset
                        ? "The keyset is in it: whoever has the file can read every email in it"
                        : "The keyset is not in it: without the keyset no email in it can ever be read, so keep a copy of"
                                + " that apart from this file");
    }

    private Path keyset() throws Refused {
        var configured = environment.getProperty("greenroom.privacy.keyset");
        var file = configured == null ? KeysetPlace.in(directory.dataDir()) : Path.of(configured);
        if (!Files.isRegularFile(file)) {
            throw new Refused("The keyset " + file + " is not there.");
        }
        return file;
    }

    private void restore(Path file) throws SQLException, IOException, Refused {
        try (var backup = BackupReader.open(file)) {
            new Restore(backup, file, directory).run();
            var restored = backup.manifest();
            log.info(
                    "Restored {} into {}: {} rows, each read back and compared",
                    file,
                    directory.dataDir(),
                    restored.rows());
            if (restored.keyset().isEmpty()) {
                log.info(
                        "The backup holds no keyset: put the installation's own at {} before the service starts",
                        KeysetPlace.in(directory.dataDir()));
            }
        }
    }
}
