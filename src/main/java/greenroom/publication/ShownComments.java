package greenroom.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which comments of a thread are public, and in which version: the newest {@value #MOST}, as numbers in order of their ids,
 * so that a thread that is watched costs 24 bytes a comment.
 */
final class ShownComments {
    /** Past this many, changes of older ones are told to nobody; readers see them when they read anew. */
    static final int MOST = 5_000;

    private static final int NONE = -1;

    /** A public comment as the store has it, all of its ancestors being public. */
    record Shown(UUID id, @Nullable UUID parent, int version) {}

    /**
     * What readers are to be told.
     *
     * @param removed comments that are public no longer; not those that vanished with what they answer
     * @param published comments that became public or have another text; not those that appeared with what they answer
     * @param branches these and all that is public below them
     */
    record Change(List<UUID> removed, List<UUID> published, List<UUID> branches) {}

    private final long[] high;
    private final long[] low;
    private final int[] parents;
    private final int[] versions;

    private ShownComments(int size) {
        high = new long[size];
        low = new long[size];
        parents = new int[size];
        versions = new int[size];
    }

    /** @param newestFirst in descending order of their ids, at most {@value #MOST} */
    static ShownComments of(List<Shown> newestFirst) {
        var size = newestFirst.size();
        var comments = new ShownComments(size);
        for (int i = 0; i < size; i++) {
            var id = newestFirst.get(size - 1 - i).id();
            comments.high[i] = id.getMostSignificantBits();
            comments.low[i] = id.getLeastSignificantBits();
        }
        for (int i = 0; i < size; i++) {
            var shown = newestFirst.get(size - 1 - i);
            comments.parents[i] = comments.place(shown.parent());
            comments.versions[i] = shown.version();
        }
        return comments;
    }

    int size() {
        return high.length;
    }

    private int place(@Nullable UUID id) {
        if (id == null) {
            return NONE;
        }
        var from = 0;
        var to = size() - 1;
        while (from <= to) {
            var middle = (from + to) >>> 1;
            var order = compare(high[middle], low[middle], id.getMostSignificantBits(), id.getLeastSignificantBits());
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return NONE;
    }

    /** As PostgreSQL orders them, byte by byte. */
    private static int compare(long high, long low, long otherHigh, long otherLow) {
        var order = Long.compareUnsigned(high, otherHigh);
        return order != 0 ? order : Long.compareUnsigned(low, otherLow);
    }

    private UUID id(int place) {
        return new UUID(high[place], low[place]);
    }

    private int placeIn(ShownComments other, int place) {
        return other.place(id(place));
    }

    /** Whether the other has this one only because its window reaches further back, or would if it did. */
    private boolean isBehind(int place, ShownComments other) {
        return other.size() >= MOST && compare(high[place], low[place], other.high[0], other.low[0]) < 0;
    }

    /** What happened between {@code before} and this. */
    Change since(ShownComments before) {
        var gone = before.missingIn(this);
        var appeared = missingIn(before);
        var isTold = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            isTold[i] = appeared[i] ? isTop(i, appeared) : isOtherVersion(i, before);
        }
        return new Change(before.tops(gone), ids(isTold), ids(branches(isTold)));
    }

    private boolean[] missingIn(ShownComments other) {
        var missing = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            missing[i] = placeIn(other, i) == NONE && !isBehind(i, other);
        }
        return missing;
    }

    /** What hangs under one that came or went did so with it. */
    private boolean isTop(int place, boolean[] among) {
        return among[place] && (parents[place] == NONE || !among[parents[place]]);
    }

    private boolean isOtherVersion(int place, ShownComments before) {
        var former = placeIn(before, place);
        return former != NONE && before.versions[former] != versions[place];
    }

    private List<UUID> tops(boolean[] among) {
        var tops = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            tops[i] = isTop(i, among);
        }
        return ids(tops);
    }

    private boolean[] branches(boolean[] tops) {
        var inside = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            var above = i;
            while (above != NONE && !tops[above]) {
                above = parents[above];
            }
            inside[i] = above != NONE;
        }
        return inside;
    }

    private List<UUID> ids(boolean[] chosen) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < size(); i++) {
            if (chosen[i]) {
                ids.add(id(i));
            }
        }
        return ids;
    }
}
