package greenroom.privacy;

import java.nio.ByteBuffer;

/** Joins parts so that no other parts join to the same bytes: each is led by its length in 4 bytes. */
final class Frames {
    private Frames() {}

    static byte[] of(byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length = Math.addExact(length, Integer.BYTES + part.length);
        }
        var joined = ByteBuffer.allocate(length);
        for (var part : parts) {
            joined.putInt(part.length).put(part);
        }
        return joined.array();
    }
}
