package greenroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The embedded server's three passwords, each made once and kept in a file that only its owner reads. */
final class DatabasePasswords {
    private static final SecureRandom random = new SecureRandom();

    private final Path folder;
    private final String superuser;
    private final String owner;
    private final String service;

    private DatabasePasswords(Path folder) throws IOException {
        this.folder = folder;
        this.superuser = readOrMake("superuser");
        this.owner = readOrMake("owner");
        this.service = readOrMake("service");
    }

    static DatabasePasswords in(Path databaseFolder) throws IOException {
        return new DatabasePasswords(databaseFolder);
    }

    String superuser() {
        return superuser;
    }

    /** For {@code initdb --pwfile}, which keeps the password off its command line. */
    Path superuserFile() {
        return file("superuser");
    }

    String owner() {
        return owner;
    }

    String service() {
        return service;
    }

    private Path file(String role) {
        return folder.resolve(role + ".password");
    }

    private String readOrMake(String role) throws IOException {
        var file = file(role);
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var bytes = new byte[24];
        random.nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }
}
