package greenroom.backup;

import java.math.BigInteger;
import java.security.MessageDigest;

/**
 * A digest of rows in PostgreSQL's text format for COPY, of which each is a line, that is the same in whatever order they come:
 * the sum of each one's SHA-256. A table of some size does not give its rows back in the order in which it got them.
 */
final class RowsDigest extends MessageDigest {
    private final MessageDigest row = Digest.begun();
    private BigInteger sum = BigInteger.ZERO;

    RowsDigest() {
        super("rows");
    }

    @Override
    protected void engineUpdate(byte input) {
        row.update(input);
        if (input == '\n') {
            add();
        }
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        var start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (input[i] == '\n') {
                row.update(input, start, i + 1 - start);
                add();
                start = i + 1;
            }
        }
        row.update(input, start, offset + length - start);
    }

    private void add() {
        sum = sum.add(new BigInteger(1, row.digest()));
    }

    @Override
    protected byte[] engineDigest() {
        add();
        var bytes = sum.toByteArray();
        engineReset();
        return bytes;
    }

    @Override
    protected void engineReset() {
        row.reset();
        sum = BigInteger.ZERO;
    }
}
