package greenroom.web;

import java.net.InetAddress;
import java.util.Optional;

/** A block of addresses in CIDR notation (RFC 4632, RFC 4291), or a single one. */
public record AddressBlock(InetAddress start, int prefix) {
    static AddressBlock of(String text) {
        var parts = text.strip().split("/", 2);
        var start = Client.literal(parts[0]);
        if (start == null) {
            throw new IllegalArgumentException("greenroom.trusted-proxies has \"" + text
                    + "\", which is no address and no CIDR block such as 10.0.0.0/8 or fd00::/8");
        }
        var bits = start.getAddress().length * 8;
        return new AddressBlock(start, parts.length == 1 ? bits : prefix(text, parts[1], bits));
    }

    /** The block, or empty where the text is none. */
    public static Optional<AddressBlock> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int prefix(String text, String digits, int bits) {
        if (digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= bits) {
            return Integer.parseInt(digits);
        }
        throw new IllegalArgumentException(
                "greenroom.trusted-proxies has \"" + text + "\"; the number after / must be 0 to " + bits);
    }

    public boolean contains(InetAddress address) {
        var ours = start.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
