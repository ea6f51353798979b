package greenroom;

import greenroom.backup.Backups;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service: start it, and comments can be sent, moderated and read. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Greenroom {
    public static void main(String[] arguments) {
        if (Backups.areAsked(arguments)) {
            System.exit(Backups.run(arguments));
        }
        LastResort.prepare();
        SpringApplication.run(Greenroom.class, arguments);
    }
}
