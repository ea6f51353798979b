package greenroom.web;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is at the other end, as far as the network tells.
 *
 * @param address of the client itself, behind the proxies that the operator trusts; printed nowhere
 * @param https whether the client's own connection is encrypted
 */
public record Client(InetAddress address, boolean https) {
    private static final String ATTRIBUTE = Client.class.getName();
    private static final int NETWORK_BYTES = 8;

    public static Client of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /**
     * What counts as one client: an IPv4 address, or the /64 of an IPv6 one, for a single line is given a whole /64
     * (RFC 6177).
     */
    public String network() {
        var bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, NETWORK_BYTES));
    }

    /** An address from its literal, never from a name: no look-up can be caused from outside. Null when it is none. */
    static @Nullable InetAddress literal(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "Client[" + (https ? "https" : "http") + "]";
    }
}
