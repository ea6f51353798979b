package greenroom.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a backup: a zip, as a stream, under a name of its own until all of it is on the disk. Only the owner may read it. A
 * file that is there already is left as it is.
 */
final class BackupWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path draft;
    private final FileChannel channel;
    private final ZipOutputStream zip;

    private BackupWriter(Path file, Path draft) throws IOException {
        this.file = file;
        this.draft = draft;
        this.channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        // the service that runs beside needs the processor more than the disk needs the space
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Writes an entry, and says how many rows it has. */
    interface Content {
        long writeTo(OutputStream out) throws IOException, SQLException;
    }

    /** How many rows an entry got, and its digest. */
    record Written(long rows, String digest) {}

    static BackupWriter to(Path file) throws IOException, Refused {
        var place = file.toAbsolutePath().normalize();
        if (Files.exists(place)) {
            throw alreadyThere(file);
        }
        var folder = Objects.requireNonNull(place.getParent(), "a file is in a folder");
        if (!Files.isDirectory(folder)) {
            throw new Refused("There is no folder " + folder + " to write the backup to.");
        }
        var draft = Files.createTempFile(folder, "." + place.getFileName() + ".", ".part");
        draft.toFile().deleteOnExit();
        return new BackupWriter(place, draft);
    }

    private static Refused alreadyThere(Path file) {
        return new Refused("There is a file " + file + " already, and backups are never overwritten: name another.");
    }

    Written add(String name, Content content) throws IOException, SQLException {
        var digest = Digest.begun();
        zip.putNextEntry(new ZipEntry(name));
        var rows = content.writeTo(new DigestOutputStream(new Staying(zip), digest));
        zip.closeEntry();
        return new Written(rows, Digest.of(digest));
    }

    /** Whoever writes an entry closes what they write to, but the file goes on. */
    private static final class Staying extends FilterOutputStream {
        Staying(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {}
    }

    /** The last entry; then the file gets its name. */
    void finish(Manifest manifest) throws IOException, SQLException, Refused {
        var json = JsonMapper.shared().writeValueAsBytes(manifest);
        var unused = add(Manifest.ENTRY, out -> {
            out.write(json);
            return 0;
        });
        zip.finish();
        zip.flush();
        channel.force(true);
        name();
        Folders.force(Objects.requireNonNull(file.getParent()));
    }

    private void name() throws IOException, Refused {
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException taken) {
            throw alreadyThere(file);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
