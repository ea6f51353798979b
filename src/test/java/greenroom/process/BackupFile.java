package greenroom.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A backup, and others made of it.
 *
 * @param folder where to
 */
record BackupFile(Path backup, Path folder) {
    /** Where the zip's list of its entries begins. */
    int endOfTheEntries() throws IOException {
        return new String(Files.readAllBytes(backup), StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    }

    Path cutAt(int length) throws IOException {
        return Files.write(folder.resolve("cut"), Arrays.copyOf(Files.readAllBytes(backup), length));
    }

    Path withAnotherByteAt(int place) throws IOException {
        var bytes = Files.readAllBytes(backup);
        bytes[place] ^= 1;
        return Files.write(folder.resolve("changed"), bytes);
    }

    /** The same rows with another description of them, in a whole file. */
    Path describedAnew(Consumer<ObjectNode> change) throws IOException {
        var file = Files.createTempFile(folder, "described-anew", ".backup");
        try (var from = new ZipFile(backup.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : Collections.list(from.entries())) {
                var bytes = from.getInputStream(entry).readAllBytes();
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(entry.getName().equals("backup.json") ? changed(bytes, change) : bytes);
            }
        }
        return file;
    }

    private static byte[] changed(byte[] manifest, Consumer<ObjectNode> change) {
        var json = (ObjectNode) JsonMapper.shared().readTree(manifest);
        change.accept(json);
        return JsonMapper.shared().writeValueAsBytes(json);
    }
}
