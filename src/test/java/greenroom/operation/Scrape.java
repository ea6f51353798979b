package greenroom.operation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code /actuator/prometheus} answers, in Prometheus' text format. */
record Scrape(String text) {
    private static final Pattern FAMILY = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private List<String> samples() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** Names of samples, as queries name them. */
    Set<String> names() {
        return samples().stream().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Our own families with their types; a maximum belongs to what it is the maximum of. */
    Set<String> ourFamilies() {
        return text.lines()
                .map(FAMILY::matcher)
                .filter(found -> found.matches() && found.group(1).startsWith("greenroom_"))
                .filter(found -> !found.group(1).endsWith("_max"))
                .map(found -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Everything that has a line of its own. */
    Set<String> series() {
        return samples().stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The values that a label has in samples of that name. */
    Set<String> values(String name, String label) {
        var values = new TreeSet<String>();
        for (var line : samples()) {
            if (line.startsWith(name + "{")) {
                var found = LABEL.matcher(line);
                while (found.find()) {
                    if (found.group(1).equals(label)) {
                        values.add(found.group(2));
                    }
                }
            }
        }
        return values;
    }

    /** The sum of the samples of that name that have all of these labels, written as {@code label="value"}. */
    double sum(String name, String... labels) {
        return samples().stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
