package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.publication.ShownComments.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What changed in a thread is what somebody who has the page before needs to make the page after of it. */
class ShownCommentsTests {
    private static Shown shown(long id, long parent, int version) {
        return new Shown(id(id), parent == 0 ? null : id(parent), version);
    }

    private static UUID id(long number) {
        return new UUID(number << 20, 0x8000_0000_0000_0000L | number);
    }

    private static ShownComments page(List<Shown> comments) {
        return ShownComments.of(comments.stream()
                .sorted(Comparator.comparing(Shown::id).reversed())
                .toList());
    }

    @Test
    void tellsOfNothingWhereNothingChanged() {
        var comments = List.of(shown(1, 0, 1), shown(2, 1, 1));
        var change = page(comments).since(page(comments));
        assertThat(change.removed()).isEmpty();
        assertThat(change.published()).isEmpty();
        assertThat(change.branches()).isEmpty();
    }

    @Test
    void tellsOfAnEditTogetherWithWhatIsBelow() {
        var before = page(List.of(shown(1, 0, 1), shown(2, 1, 1), shown(3, 0, 1)));
        var change =
                page(List.of(shown(1, 0, 2), shown(2, 1, 1), shown(3, 0, 1))).since(before);
        assertThat(change.published()).containsExactly(id(1));
        assertThat(change.branches()).containsExactly(id(1), id(2));
    }

    @Test
    void theWindowThatMovesOnRemovesNothing() {
        var before = LongStream.rangeClosed(1, ShownComments.MOST)
                .mapToObj(i -> shown(i, 0, 1))
                .toList();
        var after = LongStream.rangeClosed(2, ShownComments.MOST + 1)
                .mapToObj(i -> shown(i, 0, 1))
                .toList();
        var forward = page(after).since(page(before));
        assertThat(forward.removed()).isEmpty();
        assertThat(forward.published()).containsExactly(id(ShownComments.MOST + 1));

        var back = page(before).since(page(after));
        assertThat(back.removed()).containsExactly(id(ShownComments.MOST + 1));
        assertThat(back.published()).isEmpty();
    }

    @Test
    void whoeverFollowsTheChangesHasThePageAfter() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var all = forest(random);
            var before = some(all, random);
            var after = some(all, random);
            var change = page(after).since(page(before));

            assertThat(followed(before, after, change)).as("seed " + seed).isEqualTo(ids(after));
            assertThat(change.published()).as("edits, seed " + seed).containsAll(edited(before, after));
        }
    }

    private static List<Shown> forest(Random random) {
        var comments = new ArrayList<Shown>();
        for (int i = 1; i <= 12; i++) {
            comments.add(shown(i, random.nextInt(i), 1));
        }
        return comments;
    }

    /** What is left when some are hidden, and with them what is below; some in another version. */
    private static List<Shown> some(List<Shown> all, Random random) {
        var shown = new ArrayList<Shown>();
        for (Shown comment : all) {
            var parent = comment.parent();
            if (random.nextInt(4) > 0 && (parent == null || ids(shown).contains(parent))) {
                shown.add(new Shown(comment.id(), parent, 1 + random.nextInt(2)));
            }
        }
        return shown;
    }

    private static Set<UUID> ids(List<Shown> comments) {
        var ids = new HashSet<UUID>();
        comments.forEach(comment -> ids.add(comment.id()));
        return ids;
    }

    private static Set<UUID> followed(List<Shown> before, List<Shown> after, ShownComments.Change change) {
        var page = new HashSet<UUID>();
        for (Shown comment : before) {
            var parent = comment.parent();
            if (!change.removed().contains(comment.id()) && (parent == null || page.contains(parent))) {
                page.add(comment.id());
            }
        }
        var branch = new HashSet<UUID>();
        for (Shown comment : after) {
            if (change.published().contains(comment.id()) || branch.contains(comment.parent())) {
                branch.add(comment.id());
            }
        }
        assertThat(change.branches()).containsExactlyInAnyOrderElementsOf(branch);
        page.addAll(branch);
        return page;
    }

    private static Set<UUID> edited(List<Shown> before, List<Shown> after) {
        var edited = new HashSet<UUID>();
        for (Shown now : after) {
            for (Shown then : before) {
                if (then.id().equals(now.id()) && then.version() != now.version()) {
                    edited.add(now.id());
                }
            }
        }
        return edited;
    }
}
