/** What this browser keeps: receipts, drafts, and name and email for those who want it. Null where it keeps nothing. */
export function recall(key, where = 'localStorage') {
    try {
        return JSON.parse(globalThis[where].getItem('greenroom:' + key));
    } catch {
        return null;
    }
}

/** Keeps a value; null forgets it. */
export function keep(key, value, where = 'localStorage') {
    try {
        if (value) {
            globalThis[where].setItem('greenroom:' + key, JSON.stringify(value));
        } else {
            globalThis[where].removeItem('greenroom:' + key);
        }
    } catch {
        // a browser that keeps nothing can comment all the same
    }
}
