package greenroom.web;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The path as the router reads it: each segment decoded and without parameters, so that {@code /%61pi/v1;x=1} is {@code
 * /api/v1}. Whoever asks what a path is before it is routed must ask here, or a letter written as {@code %61} passes by.
 */
public final class RoutedPath {
    private RoutedPath() {}

    public static String of(ServerHttpRequest request) {
        return isPlain(request)
                ? request.getURI().getRawPath()
                : routed(request.getPath().pathWithinApplication());
    }

    /** Whether the path is routed as it is written. */
    static boolean isPlain(ServerHttpRequest request) {
        var raw = request.getURI().getRawPath();
        return raw.indexOf('%') < 0 && raw.indexOf(';') < 0;
    }

    private static String routed(PathContainer path) {
        var routed = new StringBuilder();
        for (var element : path.elements()) {
            // an encoded slash parts no segments
            routed.append(
                    element instanceof PathSegment segment
                            ? segment.valueToMatch().replace("/", "%2F")
                            : element.value());
        }
        return routed.toString();
    }
}
