package greenroom.postgres;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was announced of a topic from now on. */
public final class Heard implements Announcements.Listener {
    private final List<String> payloads = new CopyOnWriteArrayList<>();

    private Heard() {}

    /** Once the announcements are heard. */
    public static List<String> of(String topic, Announcements announcements) {
        var heard = new Heard();
        announcements.listen(topic, heard);
        await().until(announcements::connected);
        return heard.payloads;
    }

    @Override
    public void announced(String payload) {
        payloads.add(payload);
    }

    @Override
    public void missed() {
        payloads.add("missed");
    }
}
