package greenroom.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * The files of the moderators' pages, found and read once at the start. What is asked for never becomes part of a path: an
 * address is letter for letter one of these, or it is no file.
 */
@Component
class DeskFiles {
    private static final String FOLDER = "static/moderate/";

    /** Kept libraries, each under a name of ours and with the place where its own jar has it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "lib/uplot.js", "classpath*:META-INF/resources/webjars/uplot/*/dist/uPlot.esm.js",
            "lib/uplot.css", "classpath*:META-INF/resources/webjars/uplot/*/dist/uPlot.min.css");

    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.valueOf("text/javascript;charset=UTF-8"),
            "css", MediaType.valueOf("text/css;charset=UTF-8"),
            "svg", MediaType.valueOf("image/svg+xml"),
            "html", MediaType.valueOf("text/html;charset=UTF-8"),
            "txt", MediaType.valueOf("text/plain;charset=UTF-8"));

    /** A file as it is sent. */
    record File(ReadyAnswer answer, MediaType type) {}

    /** By the part of their address after {@code /moderate/}. */
    private final Map<String, File> files = new HashMap<>();

    DeskFiles() {
        var resources = new PathMatchingResourcePatternResolver();
        try {
            for (Resource found : resources.getResources("classpath:" + FOLDER + "**")) {
                keep(found);
            }
            for (var library : LIBRARIES.entrySet()) {
                keep(library.getKey(), onlyOne(resources.getResources(library.getValue()), library.getKey()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The moderators' pages are not in the jar", e);
        }
    }

    private void keep(Resource found) throws IOException {
        var url = found.getURL().toString();
        keep(url.substring(url.lastIndexOf(FOLDER) + FOLDER.length()), found);
    }

    private static Resource onlyOne(Resource[] found, String name) {
        if (found.length != 1) {
            throw new IllegalStateException(
                    "There are " + found.length + " files for " + name + " among the libraries, not one");
        }
        return found[0];
    }

    private void keep(String name, Resource found) throws IOException {
        var type = typeOf(name);
        if (type != null) {
            files.put(name, new File(ReadyAnswer.of(found.getContentAsByteArray()), type));
        }
    }

    private static @Nullable MediaType typeOf(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    Optional<File> named(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Whether it can only mean a file: nobody is to get a page where a script was asked for. */
    static boolean isFileName(String name) {
        return typeOf(name) != null;
    }

    /** The one page that all places of the desk are shown in. */
    File page() {
        return named("index.html").orElseThrow(() -> new IllegalStateException("The desk has no index.html"));
    }
}
