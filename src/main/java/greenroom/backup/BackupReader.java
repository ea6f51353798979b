package greenroom.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a backup of which every byte was compared with its digest before. */
final class BackupReader implements AutoCloseable {
    /** A manifest has some kilobytes; a file with a larger one is none of ours. */
    private static final int LARGEST_MANIFEST = 1 << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupReader(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Throws {@link Refused} where the file is not there, or not all of it, or not as it was written. */
    static BackupReader open(Path file) throws Refused {
        if (!Files.isRegularFile(file)) {
            throw new Refused("There is no file " + file + ".");
        }
        try {
            return compared(new ZipFile(file.toFile()), file);
        } catch (IOException | JacksonException | IllegalArgumentException broken) {
            throw new Refused(
                    file + " is damaged, cut off, or no backup of Greenroom (" + broken.getMessage()
                            + "). Nothing was restored; take another copy of it.",
                    broken);
        }
    }

    private static BackupReader compared(ZipFile zip, Path file) throws IOException, Refused {
        var isGood = false;
        try {
            var manifest = manifest(zip);
            if (!manifest.isWhole()) {
                throw new Refused(file + " was written by another version of Greenroom, in the format "
                        + manifest.format() + " and not " + Manifest.FORMAT + ".");
            }
            compare(zip, manifest.digests());
            isGood = true;
            return new BackupReader(zip, manifest);
        } finally {
            if (!isGood) {
                zip.close();
            }
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        var entry = entry(zip, Manifest.ENTRY);
        try (var in = zip.getInputStream(entry)) {
            var json = in.readNBytes(LARGEST_MANIFEST);
            // it holds the digests of all others, and the zip one of it
            var checksum = new CRC32();
            checksum.update(json);
            if (checksum.getValue() != entry.getCrc()) {
                throw new IOException("the checksum of " + Manifest.ENTRY + " is another");
            }
            return JsonMapper.shared().readValue(json, Manifest.class);
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return entry;
    }

    private static void compare(ZipFile zip, Map<String, String> digests) throws IOException {
        var names = new HashSet<String>();
        zip.stream().map(ZipEntry::getName).forEach(names::add);
        names.remove(Manifest.ENTRY);
        if (!names.equals(digests.keySet())) {
            throw new IOException("its entries are not those it names");
        }
        for (var expected : digests.entrySet()) {
            if (!digest(zip, expected.getKey()).equals(expected.getValue())) {
                throw new IOException("the digest of " + expected.getKey() + " is another");
            }
        }
    }

    private static String digest(ZipFile zip, String name) throws IOException {
        var digest = Digest.begun();
        try (var in = new DigestInputStream(zip.getInputStream(entry(zip, name)), digest)) {
            var unused = in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.of(digest);
    }

    Manifest manifest() {
        return manifest;
    }

    /** To be closed by the caller. */
    InputStream read(String name) throws IOException {
        return Objects.requireNonNull(zip.getInputStream(entry(zip, name)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
