package greenroom.screening;

import java.util.ArrayList;
import java.util.List;

/**
 * What screening says of a submission.
 *
 * @param signals in a fixed order, empty for most
 * @param score 0.0 (nothing noticed) to 1.0 (certain), in hundredths; more signals never make it less
 * @param spam whether the submission goes to spam by itself
 */
public record Screened(List<Signal> signals, double score, boolean spam) {
    public Screened {
        signals = List.copyOf(signals);
    }

    /** The same with what rules found. */
    public Screened with(Found found) {
        var all = new ArrayList<>(signals);
        all.addAll(found.signals());
        var doubt = (1 - score) * (1 - found.weight());
        return new Screened(all, Math.round((1 - doubt) * 100.0) / 100.0, spam || found.isSpam());
    }
}
