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
    /** What is alike stands together: each of these is compressed with a code of its own. A module follows those it needs. */
    private static final List<List<String>> PARTS = List.of(
            List.of("style"),
            List.of("languages/en", "languages/es", "languages/fr", "languages/de"),
            List.of("languages/ur", "languages/ar"),
            List.of(
                    "dom",
                    "html",
                    "api",
                    "store",
                    "language",
                    "live",
                    "comment",
                    "own",
                    "thread",
                    "preview",
                    "sending",
                    "form",
                    "element",
                    "count"));

    private final StringBuilder joined = new StringBuilder();
    private boolean inComment;

    private EmbedScript() {}

    static ReadyAnswer answer() {
        return ReadyAnswer.of(PARTS.stream().map(EmbedScript::joined).toList());
    }

    private static byte[] joined(List<String> modules) {
        var script = new EmbedScript();
        modules.forEach(script::add);
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
