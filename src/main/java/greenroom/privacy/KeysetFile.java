package greenroom.privacy;

import greenroom.postgres.UnfinishedRestore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds the keyset: found, or made once; never overwritten.
 * <p>Made it has mode 600 in a folder of mode 700, and appears under its name whole and on the disk or not at all. Of
 * several processes that start at once one makes it and the others read it.
 */
final class KeysetFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeysetFile.class);

    // A keyset with a hundred rotations behind it has some 40 KB; the limit keeps a wrong path from filling the memory.
    private static final int LARGEST = 1 << 20;

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private KeysetFile() {}

    /** Throws {@link KeysetProblem}, a sentence for the operator. */
    static Keyset open(@Nullable Path configured, Path dataDirectory) {
        if (configured != null) {
            return read(configured);
        }
        var file = KeysetPlace.in(dataDirectory);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : generate(file, dataDirectory);
    }

    /** What is in the file now. Throws {@link KeysetProblem} where there is none, or it holds no keyset. */
    static Keyset readAgain(@Nullable Path configured, Path dataDirectory) {
        var file = configured == null ? KeysetPlace.in(dataDirectory) : configured;
        return KeysetFormat.read(bytes(file)).orElseThrow(() -> KeysetProblem.invalid(file));
    }

    /** Throws {@link KeysetProblem} where there is such a file already. */
    static void writeNew(Keyset keyset, Path file) {
        if (!place(KeysetFormat.write(keyset), file)) {
            throw KeysetProblem.alreadyThere(file);
        }
    }

    private static Keyset generate(Path file, Path dataDirectory) {
        UnfinishedRestore.refuse(dataDirectory);
        makeFolder(file);
        var keyset = Keyset.generate();
        if (!place(KeysetFormat.write(keyset), file)) {
            return read(file);
        }
        LOG.info("Made the keyset {}: back it up, without it no email in the database can be read", file);
        return keyset;
    }

    private static Keyset read(Path file) {
        var keyset = KeysetFormat.read(bytes(file)).orElseThrow(() -> KeysetProblem.invalid(file));
        warnIfTooOpen(file);
        return keyset;
    }

    private static byte[] bytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (NoSuchFileException missing) {
            throw KeysetProblem.missing(file);
        } catch (IOException unreadable) {
            throw KeysetProblem.unreadable(file);
        }
    }

    /** A warning only: where Kubernetes mounts a secret, its mode is the cluster's business. */
    private static void warnIfTooOpen(Path file) {
        try {
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view != null && view.readAttributes().permissions().stream().anyMatch(TOO_OPEN::contains)) {
                LOG.warn(
                        "The keyset {} can be read or changed by other users of this machine; make its mode 600", file);
            }
        } catch (IOException gone) {
            LOG.warn("The mode of the keyset {} cannot be seen", file);
        }
    }

    private static void makeFolder(Path file) {
        try {
            var folder = folderOf(file);
            if (isPosix(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
                Files.setPosixFilePermissions(folder, FOLDER);
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException refused) {
            throw unwritable(file, refused);
        }
    }

    private static Path folderOf(Path file) {
        var absolute = file.toAbsolutePath();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Writes a draft beside it and links that to its name, which unlike a rename fails where the name is taken.
     * @return false where it is taken
     */
    private static boolean place(byte[] content, Path file) {
        try {
            var folder = folderOf(file);
            var draft = Files.createTempFile(folder, ".keyset-", ".draft");
            try {
                write(content, draft);
                Files.createLink(file, draft);
            } finally {
                Files.deleteIfExists(draft);
            }
            force(folder);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException | UnsupportedOperationException refused) {
            throw unwritable(file, refused);
        }
    }

    private static void write(byte[] content, Path draft) throws IOException {
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static KeysetProblem unwritable(Path file, Exception refused) {
        return KeysetProblem.unwritable(file, refused.getClass().getSimpleName());
    }
}
