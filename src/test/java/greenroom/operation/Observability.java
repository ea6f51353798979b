package greenroom.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files that an operator's Prometheus and Grafana are given. */
final class Observability {
    static final Path FOLDER = Path.of("k8s/overlays/observability");

    private static final Pattern NAME = Pattern.compile("\\b(?:greenroom|cache|jvm|r2dbc|process|logback)_\\w+");

    private Observability() {}

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every query of the dashboard's panels. */
    static List<String> queries() {
        return new JsonMapper()
                .readTree(text("dashboard.json"))
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
    }

    /** The rules without what Kubernetes wraps around them. */
    static JsonNode rules() {
        return new YAMLMapper().readTree(text("alerts.yaml")).path("spec");
    }

    static List<JsonNode> alerts() {
        return rules().path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    /** Names of samples in queries. */
    static Set<String> names(Stream<String> queries) {
        var names = new TreeSet<String>();
        queries.forEach(query -> {
            // words in quotes and labels to group by are no samples
            var found = NAME.matcher(query.replaceAll("\"[^\"]*\"", ""));
            while (found.find()) {
                names.add(found.group());
            }
        });
        return names;
    }
}
