package greenroom.privacy;

import java.nio.file.Path;

/** Where the keyset is that the first start makes, for those who copy the file and read nothing in it. */
public final class KeysetPlace {
    private KeysetPlace() {}

    /** The file in this data directory, which may not be there. */
    public static Path in(Path dataDirectory) {
        return dataDirectory.resolve("keys").resolve("keyset.json");
    }
}
