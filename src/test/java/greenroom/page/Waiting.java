package greenroom.page;

import static greenroom.service.Submissions.aSubmission;

import greenroom.service.Reader;
import greenroom.service.Submissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comments that wait on a site of their own, so that a desk that shows that site shows them and no others. */
final class Waiting {
    private final Reader reader;
    private final String thread;

    Waiting(Reader reader, String thread) {
        this.reader = reader;
        this.thread = thread;
    }

    private Submissions submission() {
        return aSubmission().with("thread", Map.of("key", thread, "title", "What the week was about"));
    }

    /** The ids, oldest first; their texts are numbered from 1. */
    List<String> comments(int count) {
        var ids = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            ids.add(reader.submits(submission().named("Reader " + i).saying("This is what I think, number " + i + "."))
                    .id());
        }
        return ids;
    }

    String comment(String name, String body) {
        return reader.submits(submission().named(name).saying(body)).id();
    }

    String answer(String parent, String name, String body) {
        return reader.submits(submission().named(name).saying(body).answering(parent))
                .id();
    }
}
