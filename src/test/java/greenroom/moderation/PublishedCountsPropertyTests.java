package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.Status;
import greenroom.moderator.Moderator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever is decided on whatever tree, the thread's count is that of a reader who counts on the page. */
class PublishedCountsPropertyTests extends AtTheDesk {
    private static final List<Status> TARGETS =
            List.of(Status.PENDING, Status.APPROVED, Status.APPROVED, Status.REJECTED, Status.SPAM);
    private static final int DEEPEST = 10;

    @Autowired
    private Decisions decisions;

    /** What a comment is to the naive model. */
    private static final class Node {
        final UUID id;
        final @Nullable Node parent;
        final int depth;
        String status = "pending";
        int version = 1;

        Node(UUID id, @Nullable Node parent) {
            this.id = id;
            this.parent = parent;
            this.depth = parent == null ? 1 : parent.depth + 1;
        }

        boolean isPublic() {
            return status.equals("approved") && (parent == null || parent.isPublic());
        }
    }

    @Test
    void theCountIsThatOfAReaderWhoCounts() {
        var desk = desk();
        var site = desk.site();
        var moderator = desk.moderator(site);
        for (long seed = 1; seed <= 12; seed++) {
            var random = new SplittableRandom(seed);
            var articles = List.of(desk.article(site), desk.article(site));
            var trees = new HashMap<Desk.Article, List<Node>>();
            articles.forEach(article -> trees.put(article, grow(desk, article, random)));
            for (int round = 0; round < 12; round++) {
                decide(moderator, trees, random);
                for (var tree : trees.entrySet()) {
                    assertThat(desk.count(tree.getKey()))
                            .as("seed %s, round %s", seed, round)
                            .isEqualTo((int) tree.getValue().stream()
                                    .filter(Node::isPublic)
                                    .count());
                }
            }
        }
    }

    private static List<Node> grow(Desk desk, Desk.Article article, SplittableRandom random) {
        var nodes = new ArrayList<Node>();
        var size = random.nextInt(1, 25);
        for (int i = 0; i < size; i++) {
            var parent = nodes.isEmpty() || random.nextInt(4) == 0 ? null : nodes.get(random.nextInt(nodes.size()));
            if (parent != null && parent.depth == DEEPEST) {
                parent = null;
            }
            var comment = desk.comment(article);
            nodes.add(new Node((parent == null ? comment : comment.under(parent.id)).add(), parent));
        }
        return nodes;
    }

    private void decide(Moderator moderator, Map<Desk.Article, List<Node>> trees, SplittableRandom random) {
        var all = trees.values().stream().flatMap(List::stream).toList();
        var asked = new ArrayList<Decision>();
        var size = random.nextInt(1, 20);
        for (int i = 0; i < size; i++) {
            var node = all.get(random.nextInt(all.size()));
            var to = TARGETS.get(random.nextInt(TARGETS.size()));
            var seen = random.nextInt(5) == 0 ? node.version + 1 : node.version;
            asked.add(new Decision(node.id, seen, to, null));
            if (seen == node.version && !node.status.equals(to.code())) {
                node.status = to.code();
                node.version++;
            }
        }
        var results = Desk.got(decisions.decide(moderator, asked));
        assertThat(results).hasSameSizeAs(asked);
    }
}
