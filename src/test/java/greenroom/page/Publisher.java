package greenroom.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A newspaper's own server, on an origin that is not the service's, with a strict policy for its pages. */
final class Publisher implements AutoCloseable {
    private static final String STYLE = """
            :root { color-scheme: light dark; font: 1.0625rem/1.6 Georgia, serif }
            body { max-inline-size: 42rem; margin-inline: auto; padding: 1rem;
              background: light-dark(#fdfcfa, #15171a); color: light-dark(#1c1e21, #e8e6e1) }
            h1 { line-height: 1.15 }
            greenroom-comments { margin-block-start: 2rem; --greenroom-font: system-ui, sans-serif }
            """;

    private final Map<String, String> pages = new ConcurrentHashMap<>(Map.of("/article.css", STYLE));
    private final HttpServer server;
    private final String service;

    Publisher(String service) {
        this.service = service;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var page = pages.get(path);
            var bytes = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", path.endsWith(".css") ? "text/css" : "text/html;charset=utf-8");
            headers.set("Content-Security-Policy", policy());
            headers.set("Cross-Origin-Embedder-Policy", "require-corp");
            exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    private String policy() {
        return "default-src 'none'; style-src 'self'; script-src " + service + "; connect-src " + service
                + "; form-action " + service
                + "; base-uri 'none'; require-trusted-types-for 'script'; trusted-types greenroom";
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Puts an article on the server; its address. */
    String prints(String path, String language, String body) {
        pages.put(path, """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Milestones</title><link rel="stylesheet" href="/article.css">
                <script type="module" src="%s/embed.js"></script></head>
                <body><h1>Milestones</h1><p>The news of the day.</p>
                %s
                </body></html>
                """.formatted(language, service, body));
        return origin() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
