package greenroom.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/**
 * The widget as article pages load it: its modules under {@code embed/} joined into one, once at the start, so that it costs
 * one request. Only imports, exports, whole-line comments and indentation go; what is left a publisher can read.
 *
 * <p>The modules share one scope then, so no two may declare the same name, and an import stands on one line.
 */
final class EmbedScript {
    /** Each stands after those it uses as it is loaded. */
    private static final List<String> MODULES = List.of(
            "languages/en",
            "languages/ur",
            "languages/ar",
            "languages/es",
            "languages/fr",
            "languages/de",
            "dom",
            "html",
            "api",
            "store",
            "language",
            "style",
            "live",
            "comment",
            "own",
            "thread",
            "preview",
            "sending",
            "form",
            "element",
            "count");

    private final StringBuilder joined = new StringBuilder("// Greenroom's comments for article pages. Apache-2.0\n");
    private boolean inComment;

    private EmbedScript() {}

    static byte[] joined() {
        var script = new EmbedScript();
        MODULES.forEach(script::add);
        return script.joined.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void add(String module) {
        source(module).lines().map(String::strip).filter(this::isKept).forEach(this::addLine);
    }

    private static String source(String module) {
        try {
            var source = new ClassPathResource("embed/" + module + ".js");
            return source.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The module " + module + " is not in the jar", e);
        }
    }

    private boolean isKept(String line) {
        if (inComment || line.startsWith("/*")) {
            inComment = !line.endsWith("*/");
            return false;
        }
        return !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import ");
    }

    private void addLine(String line) {
        joined.append(line.startsWith("export ") ? line.substring("export ".length()) : line)
                .append('\n');
    }
}
