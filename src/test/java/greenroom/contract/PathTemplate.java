package greenroom.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A path of the description, such as {@code /avatars/{id}.svg}. */
final class PathTemplate {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final Pattern path;
    private final List<String> names = new ArrayList<>();

    PathTemplate(String template) {
        var regex = new StringBuilder();
        var parameter = PARAMETER.matcher(template);
        var end = 0;
        while (parameter.find()) {
            regex.append(Pattern.quote(template.substring(end, parameter.start())))
                    .append("([^/]+)");
            names.add(parameter.group(1));
            end = parameter.end();
        }
        this.path = Pattern.compile(
                regex.append(Pattern.quote(template.substring(end))).toString());
    }

    /** Of two templates that match a path, the one with fewer parameters is meant (OpenAPI 3.1, Path Templating Matching). */
    int parameters() {
        return names.size();
    }

    /** The parameters' values, decoded; nothing when this is another path. */
    Optional<Map<String, String>> match(String rawPath) {
        var match = path.matcher(rawPath);
        if (!match.matches()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < names.size(); i++) {
            values.put(names.get(i), decoded(match.group(i + 1)));
        }
        return Optional.of(values);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
