package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.web.ProxySettings.ForwardedHeader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** Who the client is, behind proxies that are trusted and proxies that are not. */
class ClientAddressTests {
    private static final List<String> PROXIES = List.of("10.0.0.0/8", "192.168.1.1", "fd00::/8");

    private static ClientAddress addresses(List<String> proxies, ForwardedHeader kind) {
        return new ClientAddress(new ProxySettings(proxies, kind, null, Duration.ofSeconds(10)));
    }

    private static Client client(ForwardedHeader kind, String peer, String... headers) {
        var sent = new HttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            sent.add(headers[i], headers[i + 1]);
        }
        return addresses(PROXIES, kind).of(new InetSocketAddress(Client.literal(peer), 1234), false, sent);
    }

    private static String address(ForwardedHeader kind, String peer, String... headers) {
        return client(kind, peer, headers).address().getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3|192.0.2.1|192.0.2.1",
                "10.1.2.3|203.0.113.9, 192.0.2.1|192.0.2.1",
                "10.1.2.3|203.0.113.9, 192.0.2.1, 10.9.9.9|192.0.2.1",
                "10.1.2.3|192.0.2.1, fd00::1, 192.168.1.1|192.0.2.1",
                "10.1.2.3|10.0.0.1, 10.0.0.2|10.0.0.1",
                "10.1.2.3|192.0.2.1:4711|192.0.2.1",
                "10.1.2.3|[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
                "10.1.2.3|2001:db8::1|2001:db8:0:0:0:0:0:1",
                "10.1.2.3|::ffff:192.0.2.1|192.0.2.1",
                "10.1.2.3|  192.0.2.1  |192.0.2.1",
                "10.1.2.3|unknown|10.1.2.3",
                "10.1.2.3|192.0.2.1, unknown|10.1.2.3",
                "10.1.2.3|192.0.2.1, unknown, 10.9.9.9|10.9.9.9",
                "10.1.2.3|192.0.2.1,|10.1.2.3",
                "10.1.2.3|localhost|10.1.2.3",
                "10.1.2.3|news.example|10.1.2.3",
                "10.1.2.3|192.0.2.256|10.1.2.3",
                "10.1.2.3|192.0.2.1 evil|10.1.2.3",
                "10.1.2.3|<script>|10.1.2.3",
                "10.1.2.3|[2001:db8::1|10.1.2.3",
                "192.168.1.1|192.0.2.1|192.0.2.1",
                "192.168.1.2|192.0.2.1|192.168.1.2",
                "203.0.113.5|192.0.2.1|203.0.113.5",
                "fd12::1|192.0.2.1|192.0.2.1",
                "fe80::1|192.0.2.1|fe80:0:0:0:0:0:0:1",
            })
    void isReadFromTheRight(String peer, String forwarded, String client) {
        assertThat(address(ForwardedHeader.ANY, peer, "X-Forwarded-For", forwarded))
                .isEqualTo(client);
        assertThat(address(ForwardedHeader.X_FORWARDED, peer, "X-Forwarded-For", forwarded))
                .isEqualTo(client);
        assertThat(address(ForwardedHeader.FORWARDED, peer, "X-Forwarded-For", forwarded))
                .isEqualTo(address(ForwardedHeader.ANY, peer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.1|192.0.2.1|false",
                "For=192.0.2.1;Proto=HTTPS|192.0.2.1|true",
                "for=203.0.113.9;proto=https, for=192.0.2.1;proto=http|192.0.2.1|false",
                "for=\"192.0.2.1:4711\";by=10.0.0.1;host=news.example|192.0.2.1|false",
                "for=\"[2001:db8::1]:4711\"|2001:db8:0:0:0:0:0:1|false",
                "for=192.0.2.1, for=10.0.0.9;proto=https|192.0.2.1|true",
                "for=_hidden|10.1.2.3|false",
                "for=unknown;proto=https|10.1.2.3|true",
                "proto=https|10.1.2.3|true",
                "nonsense|10.1.2.3|false",
                "for=|10.1.2.3|false",
                ";;;|10.1.2.3|false",
            })
    void isReadFromTheStandardHeader(String forwarded, String address, boolean https) {
        for (ForwardedHeader kind : List.of(ForwardedHeader.ANY, ForwardedHeader.FORWARDED)) {
            var client = client(kind, "10.1.2.3", "Forwarded", forwarded);
            assertThat(client.address().getHostAddress()).isEqualTo(address);
            assertThat(client.https()).isEqualTo(https);
        }
        assertThat(address(ForwardedHeader.X_FORWARDED, "10.1.2.3", "Forwarded", forwarded))
                .isEqualTo("10.1.2.3");
    }

    @Test
    void isNeverReadFromBothKinds() {
        assertThat(address(
                        ForwardedHeader.ANY,
                        "10.1.2.3",
                        "Forwarded",
                        "for=203.0.113.9;proto=https",
                        "X-Forwarded-For",
                        "192.0.2.1"))
                .isEqualTo("192.0.2.1");
        assertThat(client(
                                ForwardedHeader.ANY,
                                "10.1.2.3",
                                "Forwarded",
                                "for=203.0.113.9;proto=https",
                                "X-Forwarded-For",
                                "unknown")
                        .https())
                .isFalse();
        assertThat(address(
                        ForwardedHeader.ANY, "10.1.2.3", "Forwarded", "for=203.0.113.9", "X-Forwarded-Proto", "https"))
                .isEqualTo("10.1.2.3");
    }

    @Test
    void isReadOverSeveralLines() {
        assertThat(address(
                        ForwardedHeader.ANY,
                        "10.1.2.3",
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-For",
                        "192.0.2.1, 10.0.0.9"))
                .isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1|https|true",
                "192.0.2.1|HTTPS|true",
                "192.0.2.1|http|false",
                "192.0.2.1|https, http|false",
                "192.0.2.1, 10.0.0.9|https, http|true",
                "192.0.2.1, 10.0.0.9|https|true",
                "203.0.113.9, 192.0.2.1|https, http|false",
                "192.0.2.1|https evil|false",
            })
    void isEncryptedWhereItsOwnProxySaysSo(String forwarded, String proto, boolean https) {
        assertThat(client(ForwardedHeader.ANY, "10.1.2.3", "X-Forwarded-For", forwarded, "X-Forwarded-Proto", proto)
                        .https())
                .isEqualTo(https);
    }

    @Test
    void isEncryptedWhereTheProxyTellsOnlyThat() {
        assertThat(client(ForwardedHeader.ANY, "10.1.2.3", "X-Forwarded-Proto", "https")
                        .https())
                .isTrue();
        assertThat(client(ForwardedHeader.ANY, "203.0.113.5", "X-Forwarded-Proto", "https")
                        .https())
                .isFalse();
    }

    @Test
    void isThePeerWhereNobodyIsTrusted() {
        var sent = new HttpHeaders();
        sent.set("X-Forwarded-For", "192.0.2.1");

        assertThat(addresses(List.of(), ForwardedHeader.ANY)
                        .of(new InetSocketAddress(Client.literal("127.0.0.1"), 1), false, sent)
                        .address()
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void countsAWholeNetworkOfIpv6AsOne() {
        assertThat(client(ForwardedHeader.ANY, "2001:db8:0:1::1").network())
                .isEqualTo(client(ForwardedHeader.ANY, "2001:db8:0:1:ffff::2").network())
                .isNotEqualTo(client(ForwardedHeader.ANY, "2001:db8:0:2::1").network());
        assertThat(client(ForwardedHeader.ANY, "192.0.2.1").network())
                .isNotEqualTo(client(ForwardedHeader.ANY, "192.0.2.2").network());
    }

    @Test
    void doesNotPrintItself() {
        assertThat(client(ForwardedHeader.ANY, "192.0.2.1").toString()).isEqualTo("Client[http]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "news.example", "", "10.0.0.0/-1", "fd00::/129"})
    void isNotFoundBehindWhatIsNoNetwork(String proxy) {
        assertThatThrownBy(() -> addresses(List.of(proxy), ForwardedHeader.ANY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("greenroom.trusted-proxies");
    }
}
