package greenroom.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "no link at all | 0",
                "https://a.example | 1",
                "http://a.example, HTTPS://b.example and http://c.example | 3",
                "(https://a.example)(https://b.example) | 2",
                "[one](https://a.example) | 1",
                "[https://a.example](https://b.example) | 1",
                "[one](<https://a.example>) and <https://b.example> | 2",
                "[one](//a.example) [two](mailto:b@c.example) [three](javascript:x) | 3",
                "[one]() and [two] (three) and [four](<>) | 0",
                "![picture](https://a.example/a.png) | 1",
                "https://archive.example/2024/https://a.example/ | 1",
                "<a href=\"\"https://a.example\"\">x</a> [url=http://b.example]y[/url] | 2",
                "https:// and http:// are schemes | 0",
                "xhttp://a.example | 0",
                "سلامhttps://a.example | 0",
                "سلام https://a.example، اور https://b.example۔ | 2"
            })
    void countsWhatLeadsAway(String body, int count) {
        assertThat(Links.in(body)).isEqualTo(count);
    }
}
