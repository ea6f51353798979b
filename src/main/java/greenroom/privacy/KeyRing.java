package greenroom.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Keys of one kind in a keyset of Google Tink: the primary writes, each of them reads, the newest stands last. */
final class KeyRing {
    // Tink leads what a key made by a 1 and the key's id.
    private static final int PREFIX_BYTES = 5;
    private static final byte PREFIX_START = 1;

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException broken) {
            throw new ExceptionInInitializerError(broken);
        }
    }

    private final Parameters kind;
    private final KeysetHandle keys;

    private KeyRing(Parameters kind, KeysetHandle keys) {
        this.kind = kind;
        this.keys = keys;
    }

    static KeyRing generate(Parameters kind) throws GeneralSecurityException {
        return new KeyRing(kind, KeysetHandle.generateNew(kind));
    }

    /** Keys from Tink's JSON. Here, not at the caller's: Tink reads only kinds of keys that this class has registered. */
    static KeysetHandle parse(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    /** Throws where there is a key of another kind among them. */
    static KeyRing of(Parameters kind, KeysetHandle keys) throws GeneralSecurityException {
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.getAt(i).getKey().getParameters().equals(kind)) {
                throw new GeneralSecurityException("A key of another kind");
            }
        }
        return new KeyRing(kind, keys);
    }

    KeysetHandle keys() {
        return keys;
    }

    Aead aead() throws GeneralSecurityException {
        return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** One for each key, the primary first, then the newest first. */
    List<Mac> macs() throws GeneralSecurityException {
        var entries = enabled();
        Collections.reverse(entries);
        entries.sort(Comparator.comparing(KeysetHandle.Entry::isPrimary).reversed());
        var macs = new ArrayList<Mac>();
        for (var entry : entries) {
            macs.add(mac(entry));
        }
        return List.copyOf(macs);
    }

    private static Mac mac(KeysetHandle.Entry entry) throws GeneralSecurityException {
        var alone = KeysetHandle.importKey(entry.getKey())
                .withFixedId(entry.getId())
                .makePrimary();
        return KeysetHandle.newBuilder().addEntry(alone).build().getPrimitive(RegistryConfiguration.get(), Mac.class);
    }

    /** Whether it bears the name of one of these keys; says nothing of whether it is genuine. */
    boolean names(byte[] made) {
        var prefix = ByteBuffer.wrap(made);
        if (prefix.remaining() < PREFIX_BYTES || prefix.get() != PREFIX_START) {
            return false;
        }
        int id = prefix.getInt();
        return enabled().stream().anyMatch(entry -> entry.getId() == id);
    }

    /** With a newest key that does not write yet: the one announced before, else a new one. */
    KeyRing announced() throws GeneralSecurityException {
        var newest = keys.getAt(keys.size() - 1);
        if (!newest.isPrimary() && newest.getStatus() == KeyStatus.ENABLED) {
            return this;
        }
        var next = KeysetHandle.generateEntryFromParameters(kind).withRandomId();
        return new KeyRing(kind, KeysetHandle.newBuilder(keys).addEntry(next).build());
    }

    /** Written with from now on is the key announced before, else a new one. */
    KeyRing rotated() throws GeneralSecurityException {
        var builder = KeysetHandle.newBuilder(announced().keys);
        builder.getAt(builder.size() - 1).makePrimary();
        return new KeyRing(kind, builder.build());
    }

    private List<KeysetHandle.Entry> enabled() {
        var entries = new ArrayList<KeysetHandle.Entry>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.getAt(i).getStatus() == KeyStatus.ENABLED) {
                entries.add(keys.getAt(i));
            }
        }
        return entries;
    }

    @Override
    public String toString() {
        return "KeyRing[•••]";
    }
}
