import java.io.IOException;

/** What somebody does again and again at a pace, one request after the other on one connection. */
final class Probe extends Thread {
    final Times times = new Times();
    volatile int failures;
    volatile String failure = "";
    private final int everyMillis;
    private final Plain plain;
    private final Act act;
    private volatile boolean ended;

    interface Act {
        int on(Plain plain) throws IOException;
    }

    Probe(int port, int everyMillis, Act act) {
        this.everyMillis = everyMillis;
        this.plain = new Plain(port);
        this.act = act;
        setDaemon(true);
    }

    @Override
    public void run() {
        var due = System.nanoTime();
        while (!ended) {
            try {
                var status = act.on(plain);
                if (status == 200) {
                    times.add(System.nanoTime() - due);
                } else {
                    fail("status " + status);
                }
                due = Math.max(due + everyMillis * 1_000_000L, System.nanoTime() - 1_000_000_000L);
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            } catch (IOException e) {
                fail(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void fail(String why) {
        failures++;
        failure = why;
    }

    void finish() throws InterruptedException {
        ended = true;
        join(10_000);
    }
}
