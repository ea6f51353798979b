const TRIES = 5;

/**
 * Sends until it is answered: after a failure that may pass it waits, 1 s doubling to 30 s with full jitter but never less
 * than it was told to, and tries again five times; then it is the reader's turn.
 *
 * @param act one try; rejected only by a refusal that may pass
 * @param tell called with that refusal and the seconds left, 0 where it waits for the reader
 */
export function sending(act, tell) {
    let tries = 0;
    let timer;

    function stop() {
        clearInterval(timer);
        removeEventListener('online', now);
    }

    async function now() {
        stop();
        try {
            await act();
            tries = 0;
        } catch (refusal) {
            wait(refusal);
        }
    }

    function wait(refusal) {
        if (tries == TRIES) {
            tries = 0;
            return tell(refusal, 0);
        }
        const jitter = Math.random() * Math.min(30, 2 ** tries++);
        const due = Date.now() + 1000 * Math.max(refusal.wait, jitter);
        const count = () => {
            const left = Math.ceil((due - Date.now()) / 1000);
            return left > 0 ? tell(refusal, left) : now();
        };
        timer = setInterval(count, 1000);
        addEventListener('online', now);
        count();
    }

    return {now, stop};
}
