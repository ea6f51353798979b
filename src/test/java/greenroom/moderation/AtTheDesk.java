package greenroom.moderation;

import greenroom.Greenroom;
import greenroom.privacy.Emails;
import greenroom.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a database of its own, for tests of what moderators and admins do. */
@SpringBootTest(classes = Greenroom.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public class AtTheDesk {
    private static final String DATA = folder();

    @Autowired
    protected DatabaseClient database;

    @Autowired
    private Emails emails;

    @Autowired
    private Sites sites;

    @DynamicPropertySource
    static void onFreshGround(DynamicPropertyRegistry properties) {
        properties.add("management.server.port", () -> 0);
        properties.add("greenroom.data-dir", () -> DATA);
    }

    private static String folder() {
        try {
            var target = Files.createDirectories(Path.of("target", "desk"));
            return Files.createTempDirectory(target, "data").toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts rows into the store and reads them back. */
    protected Desk desk() {
        return new Desk(database, emails, sites);
    }
}
