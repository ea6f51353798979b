package greenroom.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Looks at a submission as a tired moderator would, and says what stands out.
 *
 * <p>Each signal has a weight: how sure it would make us if it were alone. Weights add up like independent doubts, so
 * the score rises with every signal and reaches 1 only by the honeypot.
 *
 * <table>
 *   <caption>Weights</caption>
 *   <tr><td>{@code honeypot}</td><td>1.0</td></tr>
 *   <tr><td>{@code mixed-scripts}</td><td>0.5</td></tr>
 *   <tr><td>{@code links}</td><td>0.3 for the first link too many, 0.1 for each further one, at most 0.7</td></tr>
 *   <tr><td>{@code all-capitals}</td><td>0.2</td></tr>
 * </table>
 *
 * <p>Safe for use by many threads; time grows linearly with the text.
 */
@Component
public final class Screening {

    /** How many links a comment may hold without notice, where a site says nothing else. */
    public static final int LINKS_ALLOWED = 1;

    private static final double HONEYPOT = 1.0;
    private static final double MIXED_SCRIPTS = 0.5;
    private static final double CAPITALS = 0.2;
    private static final double FIRST_LINK = 0.3;
    private static final double FURTHER_LINK = 0.1;
    private static final double ALL_LINKS = 0.7;

    /**
     * Never refuses and never throws; whatever it finds is for a moderator to judge, but for the honeypot.
     *
     * @param name normalised, as it will be shown
     * @param body normalised Markdown
     * @param linksAllowed a comment with more links than this gets the signal {@code links}
     */
    public Screened screen(String name, String body, boolean honeypotFilled, int linksAllowed) {
        List<Weighed> noticed = Stream.of(
                        honeypot(honeypotFilled), links(name, body, linksAllowed), capitals(body), scripts(name, body))
                .flatMap(Optional::stream)
                .toList();
        return new Screened(signals(noticed), score(noticed), honeypotFilled);
    }

    private static Optional<Weighed> honeypot(boolean filled) {
        return filled
                ? weighed("honeypot", "Filled in the field that people never see, as only a program does.", HONEYPOT)
                : Optional.empty();
    }

    private static Optional<Weighed> links(String name, String body, int allowed) {
        int count = Links.in(body) + Links.in(name);
        if (count <= allowed) {
            return Optional.empty();
        }
        String detail =
                "Holds " + count + (count == 1 ? " link" : " links") + ", where " + allowed + " would pass unnoticed.";
        return weighed("links", detail, Math.min(ALL_LINKS, FIRST_LINK + FURTHER_LINK * (count - allowed - 1)));
    }

    private static Optional<Weighed> capitals(String body) {
        Capitals capitals = Capitals.in(body);
        return capitals.areMost()
                ? weighed("all-capitals", "Written in capitals: " + capitals + ".", CAPITALS)
                : Optional.empty();
    }

    private static Optional<Weighed> scripts(String name, String body) {
        return MixedWord.firstIn(name)
                .map(word -> "In the name, " + word.sentence())
                .or(() -> MixedWord.firstIn(body).map(word -> "In the text, " + word.sentence()))
                .flatMap(detail -> weighed("mixed-scripts", detail, MIXED_SCRIPTS));
    }

    private static Optional<Weighed> weighed(String code, String detail, double weight) {
        return Optional.of(new Weighed(new Signal(code, detail), weight));
    }

    private static List<Signal> signals(List<Weighed> noticed) {
        List<Signal> signals = new ArrayList<>(noticed.size());
        noticed.forEach(weighed -> signals.add(weighed.signal()));
        return signals;
    }

    private static double score(List<Weighed> noticed) {
        double doubt = 1.0;
        for (Weighed weighed : noticed) {
            doubt *= 1.0 - weighed.weight();
        }
        return Math.round((1.0 - doubt) * 100.0) / 100.0;
    }

    private record Weighed(Signal signal, double weight) {}
}
