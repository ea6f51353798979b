package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFileTests extends WindowTest {
    @ParameterizedTest
    @CsvSource({
        "/home.css, text/css;charset=UTF-8",
        "/form.css, text/css;charset=UTF-8",
        "/demo/article.css, text/css;charset=UTF-8",
        "/demo/milestones.svg, image/svg+xml",
        "/icon.svg, image/svg+xml"
    })
    void arePartsOfOurPages(String address, String type) {
        var answer = raw.get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(raw.get(address, "If-None-Match: " + answer.header("ETag")).status())
                .isEqualTo(304);
        assertThat(raw.get(address, "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        var head = raw.ask("HEAD", address);
        assertThat(head.octets()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(answer.header("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource({
        "/moderate/app.js, text/javascript;charset=UTF-8",
        "/moderate/queue/outbox.js, text/javascript;charset=UTF-8",
        "/moderate/messages/ur.js, text/javascript;charset=UTF-8",
        "/moderate/css/base.css, text/css;charset=UTF-8"
    })
    void areThePartsOfTheDeskWhichAreAskedForAgainEachTime(String address, String type) {
        var answer = raw.get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(raw.get(address, "If-None-Match: " + answer.header("ETag")).status())
                .isEqualTo(304);
        assertThat(raw.get(address, "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/moderate/",
                "/moderate/?q=tea",
                "/moderate/sign-in",
                "/moderate/comments/0198c0de-0000-7000-8000-000000000000"
            })
    void areOnePageForEveryPlaceOfTheDesk(String address) {
        var answer = raw.get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.text()).contains("/moderate/app.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/moderate/nothing.js",
                "/moderate/form.css",
                "/moderate/../form.css",
                "/moderate/%2e%2e/form.css",
                "/moderate/..%2fform.css",
                "/moderate/..%5cform.css",
                "/moderate//app.js",
                "/moderate/comments/app.js"
            })
    void areNoOtherFilesBelowTheDesk(String target) {
        assertThat(raw.get(target).status()).isIn(400, 404);
    }

    @Test
    void describeTheApi() {
        var answer = raw.get("/openapi.yaml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");
        assertThat(answer.text()).startsWith("openapi: 3.1");
        http.get().uri("/openapi.yaml").exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/../form.css",
                "/demo/%2e%2e/form.css",
                "/demo/%2E%2E/form.css",
                "/demo/%252e%252e/form.css",
                "/demo/..;/form.css",
                "/demo/..%2fform.css",
                "/demo/..\\form.css",
                "/demo/..%5cform.css",
                "/demo/%5c..%5cform.css",
                "/..%2f..%2f..%2fetc/passwd",
                "/../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/static/form.css",
                "/pages/article.html",
                "/application.yaml",
                "/META-INF/MANIFEST.MF",
                "/greenroom/Greenroom.class",
                "/db/migration/V1__the_main_path.sql",
                "/form.css/",
                "/form.css%00",
                "/form.css%00.html",
                "/%00/form.css",
                "/form.css;x=1",
                "/form%2ecss",
                "/%66orm.css",
                "/FORM.CSS",
                "//form.css",
                "/.//form.css",
                "/./form.css",
                "/demo//article.css",
                "/demo/article.css/..",
                "/demo/.%2e/form.css",
                "/demo/%c0%ae%c0%ae/form.css",
                "/demo/file:///etc/passwd",
                "/classpath:openapi.yaml",
                "/openapi%2eyaml",
                "/openapi.yaml/",
                "/avatars/../form.css",
                "/.well-known/../form.css"
            })
    void areThatListAndNothingElse(String target) {
        var answer = raw.get(target);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("root:").doesNotContain("color-scheme");
    }

    @Test
    void areNoFolder() {
        for (String folder : List.of("/demo", "/avatars/", "/static/", "/pages/")) {
            assertThat(raw.get(folder).status()).isEqualTo(404);
        }
    }
}
