package greenroom.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * A page of ours with holes, {@code {{name}}}, that are filled with {@link Html} and nothing else. What fills a hole is never
 * looked through for more of them.
 */
final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z-]+)}}");

    /** Text and names of holes in turn. */
    private final List<String> pieces = new ArrayList<>();

    private final String name;

    private Template(String name, String source) {
        this.name = name;
        var hole = HOLE.matcher(source);
        var start = 0;
        while (hole.find()) {
            pieces.add(source.substring(start, hole.start()));
            pieces.add(hole.group(1));
            start = hole.end();
        }
        pieces.add(source.substring(start));
    }

    /** The one of this name under {@code pages/} on the classpath. */
    static Template named(String name) {
        try {
            var source = new ClassPathResource("pages/" + name + ".html");
            return new Template(name, source.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + name + " is not in the jar", e);
        }
    }

    /** A short one. */
    static Template of(String source) {
        return new Template("\"" + source + "\"", source);
    }

    Html fill(Map<String, Html> values) {
        var filled = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            filled.append(i % 2 == 0 ? pieces.get(i) : value(values, pieces.get(i)));
        }
        return new Html(filled.toString());
    }

    private String value(Map<String, Html> values, String hole) {
        var value = values.get(hole);
        if (value == null) {
            throw new IllegalArgumentException("The page " + name + " has a hole that nothing fills: " + hole);
        }
        return value.markup();
    }
}
