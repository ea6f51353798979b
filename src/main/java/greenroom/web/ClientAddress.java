package greenroom.web;

import greenroom.web.ProxySettings.ForwardedHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Finds the client behind the trusted proxies.
 *
 * <p>The chain of addresses is read from the right, the end that our own proxy wrote, and only as far as each hop is
 * trusted: whatever a client writes at the left is never reached. {@code X-Forwarded-*} and {@code Forwarded} (RFC 7239)
 * are never mixed.
 */
@Component
public final class ClientAddress {
    private record Hop(
            @Nullable InetAddress address, @Nullable String scheme) {}

    private final List<AddressBlock> trusted;
    private final ForwardedHeader kind;

    ClientAddress(ProxySettings settings) {
        this.trusted = settings.trustedBlocks();
        this.kind = settings.forwardedHeader();
    }

    Client of(ServerHttpRequest request) {
        return of(request.getRemoteAddress(), request.getSslInfo() != null, request.getHeaders());
    }

    /** Whether it came to us from a proxy that the operator trusts. */
    boolean isBehindAProxy(ServerHttpRequest request) {
        var socket = request.getRemoteAddress();
        return socket != null && socket.getAddress() != null && isTrusted(socket.getAddress());
    }

    /**
     * The client of a request that no exchange holds yet.
     *
     * @param socket the connection's other end
     * @param https whether that connection is encrypted
     */
    public Client of(@Nullable InetSocketAddress socket, boolean https, HttpHeaders headers) {
        var peer =
                socket == null || socket.getAddress() == null ? InetAddress.getLoopbackAddress() : socket.getAddress();
        return isTrusted(peer) ? behind(peer, https, hops(headers)) : new Client(peer, https);
    }

    private Client behind(InetAddress peer, boolean https, List<Hop> hops) {
        var client = peer;
        var secure = https;
        for (int i = hops.size() - 1; i >= 0; i--) {
            var hop = hops.get(i);
            if (hop.scheme() != null) {
                secure = hop.scheme().equals("https");
            }
            if (hop.address() == null) {
                break;
            }
            client = hop.address();
            if (!isTrusted(client)) {
                break;
            }
        }
        return new Client(client, secure);
    }

    private boolean isTrusted(InetAddress address) {
        for (AddressBlock block : trusted) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private List<Hop> hops(HttpHeaders headers) {
        return switch (kind) {
            case X_FORWARDED -> xForwarded(headers);
            case FORWARDED -> forwarded(headers);
            case ANY -> hasXForwarded(headers) ? xForwarded(headers) : forwarded(headers);
        };
    }

    private static boolean hasXForwarded(HttpHeaders headers) {
        return headers.containsHeader("X-Forwarded-For") || headers.containsHeader("X-Forwarded-Proto");
    }

    /** Schemes stand beside addresses where a proxy wrote one for each, else the last one speaks of the last hop. */
    private static List<Hop> xForwarded(HttpHeaders headers) {
        var addresses = elements(headers, "X-Forwarded-For");
        var schemes = elements(headers, "X-Forwarded-Proto");
        var hops = new ArrayList<Hop>();
        for (int i = 0; i < addresses.size(); i++) {
            var fromTheRight = addresses.size() - i;
            hops.add(new Hop(address(addresses.get(i)), fromTheEnd(schemes, fromTheRight)));
        }
        if (addresses.isEmpty() && !schemes.isEmpty()) {
            hops.add(new Hop(null, fromTheEnd(schemes, 1)));
        }
        return hops;
    }

    private static @Nullable String fromTheEnd(List<String> values, int position) {
        return position <= values.size() ? values.get(values.size() - position).toLowerCase(Locale.ROOT) : null;
    }

    private static List<Hop> forwarded(HttpHeaders headers) {
        return elements(headers, "Forwarded").stream()
                .map(ClientAddress::forwardedHop)
                .toList();
    }

    private static Hop forwardedHop(String element) {
        InetAddress address = null;
        String scheme = null;
        for (String pair : element.split(";", -1)) {
            var parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equalsIgnoreCase("for")) {
                address = address(parts[1]);
            }
            if (parts.length == 2 && parts[0].equalsIgnoreCase("proto")) {
                scheme = unquoted(parts[1]).toLowerCase(Locale.ROOT);
            }
        }
        return new Hop(address, scheme);
    }

    private static List<String> elements(HttpHeaders headers, String name) {
        var elements = new ArrayList<String>();
        for (String line : headers.getOrEmpty(name)) {
            for (String element : line.split(",", -1)) {
                elements.add(element.strip());
            }
        }
        return elements;
    }

    /** {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]:80}, quoted or not. */
    private static @Nullable InetAddress address(String node) {
        var text = unquoted(node);
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            return end < 0 ? null : Client.literal(text.substring(1, end));
        }
        var colon = text.indexOf(':');
        var hasPort = colon > 0 && colon == text.lastIndexOf(':');
        return Client.literal(hasPort ? text.substring(0, colon) : text);
    }

    private static String unquoted(String text) {
        var quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
