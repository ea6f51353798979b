package greenroom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a process is told by {@code kill}. */
public enum Signal {
    KILL,
    STOP,
    CONT;

    /** Sends it to each, in this order; who has gone meanwhile misses nothing. */
    public void to(List<ProcessHandle> receivers) throws InterruptedException {
        for (ProcessHandle receiver : receivers) {
            send(receiver);
        }
    }

    private void send(ProcessHandle receiver) throws InterruptedException {
        try {
            var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(receiver.pid()))
                    .redirectErrorStream(true)
                    .start();
            if (kill.waitFor() != 0 && receiver.isAlive()) {
                throw new IllegalStateException("kill -" + name() + " did not reach " + receiver.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
