/**
 * Decisions on their way to the server. A decision is an entry
 * `{ seq, id, version, from, to, reason, label, at, group, undoes, tried }`; it is kept until the server has answered, sent
 * in the order in which it was taken, up to 100 at once, one request at a time, and never two decisions on one comment in one
 * request: the second needs the version that the first one made (its own is null until then).
 */
import { api } from '../shell/api.js';
import { OutboxStore } from './outbox-store.js';

const MOST = 100;
/** Lets a batch gather, and is still far from the second within which colleagues see it. */
const PAUSE = 120;
const LONGEST = 30_000;
const NEVER = [400, 413, 415, 422];

export const wentThrough = ({ outcome }) => outcome === 'applied' || outcome === 'unchanged';

class Outbox extends EventTarget {
  #store = new OutboxStore();
  #entries = [];
  #latest = new Map();
  #sending = false;
  #timer = 0;
  #failures = 0;
  /** So many of the next are sent one by one. */
  #alone = 0;
  /** Why nothing is sent at the moment: null, 'no-answer', 'busy', 'signed-out'. */
  trouble = null;
  #user = null;
  #opened = null;

  /** Takes up what an earlier page left. To be called once a moderator is known. */
  async start(username) {
    if (this.#user === username) {
      await this.#opened;
      this.#resume();
      return;
    }
    this.#user = username;
    this.#opened = this.#open(username);
    await this.#opened;
    this.#resume();
    this.#tell('changed');
  }

  async #open(username) {
    this.#entries = await this.#store.open(username);
    this.#latest = new Map();
    for (const entry of this.#entries) {
      // nothing before it to tell its version: the server will say how the comment stands
      if (entry.version === null && !this.#latest.has(entry.id)) entry.version = 0;
      this.#latest.set(entry.id, entry);
    }
  }

  #resume() {
    if (this.trouble === 'signed-out') this.trouble = null;
    this.#schedule(0);
  }

  get unsent() {
    return this.#entries.length;
  }

  /** When the oldest one was taken. */
  get since() {
    return this.#entries[0]?.at ?? null;
  }

  /** By how many the decisions on their way change the number of comments with a status. */
  change(status) {
    let change = 0;
    for (const { from, to } of this.#entries) change += (to === status ? 1 : 0) - (from === status ? 1 : 0);
    return change;
  }

  /** The last decision on a comment that is still on its way. */
  of(id) {
    return this.#latest.get(id) ?? null;
  }

  /** Takes a decision. `version` is what the moderator saw. */
  add({ id, version, from, to, reason = null, label, group = null, undoes = null }) {
    const earlier = this.of(id);
    const entry = {
      seq: this.#store.next(), id, version: earlier ? null : version, from, to, reason, label, at: Date.now(), group, undoes, tried: false,
    };
    this.#entries.push(entry);
    this.#latest.set(id, entry);
    if (!this.#store.put(entry)) this.#tell('not-kept');
    this.#schedule(PAUSE);
    this.#tell('changed');
    return entry;
  }

  /** Takes a decision back: silently while nobody has heard of it, else by the reverse one. */
  undo(entry) {
    if (entry.undone || (entry.answer && !wentThrough(entry.answer))) return null;
    entry.undone = true;
    if (!entry.tried && this.of(entry.id) === entry) {
      this.#drop(entry);
      this.#tell('changed');
      return null;
    }
    return this.add({ ...entry, version: entry.made ?? null, from: entry.to, to: entry.from, reason: null, undoes: entry.seq });
  }

  #drop(entry) {
    this.#entries = this.#entries.filter((one) => one !== entry);
    this.#store.remove(entry);
    const earlier = this.#entries.findLast((one) => one.id === entry.id);
    if (earlier) this.#latest.set(entry.id, earlier);
    else this.#latest.delete(entry.id);
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #schedule(wait) {
    if (this.#timer || this.#sending || !this.#user) return;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#send();
    }, wait);
  }

  /** Sends at once what waits: there is a connection again, or the page is about to go. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    return this.#send();
  }

  #batch() {
    const batch = [];
    const seen = new Set();
    for (const entry of this.#entries) {
      if (batch.length === (this.#alone > 0 ? 1 : MOST)) break;
      if (!seen.has(entry.id) && entry.version !== null) batch.push(entry);
      seen.add(entry.id);
    }
    return batch;
  }

  async #send() {
    const batch = this.#batch();
    if (this.#sending || batch.length === 0 || this.trouble === 'signed-out') return;
    this.#sending = true;
    this.#alone = Math.max(0, this.#alone - 1);
    for (const entry of batch) {
      if (!entry.tried) {
        entry.tried = true;
        this.#store.put(entry);
      }
    }
    try {
      const decisions = batch.map(({ id, version, to, reason }) => ({ id, version, to, reason }));
      const { results } = await api.post('/moderation/decisions', { decisions }, { keepalive: true });
      this.#failures = 0;
      this.trouble = null;
      batch.forEach((entry, i) => this.#answered(entry, results[i]));
    } catch (error) {
      this.#failed(batch, error);
    } finally {
      this.#sending = false;
      this.#tell('changed');
      if (this.#entries.length) this.#schedule(this.#failures ? this.#patience() : PAUSE);
    }
  }

  #answered(entry, result) {
    const went = wentThrough(result);
    entry.made = result.version;
    entry.answer = result;
    const later = this.#entries.filter((one) => one.id === entry.id && one !== entry);
    if (went && later.length) {
      later[0].version = result.version;
      this.#store.put(later[0]);
    }
    this.#drop(entry);
    if (!went) later.forEach((one) => this.#drop(one));
    this.#tell('answered', { entry, result });
  }

  #failed(batch, error) {
    this.#failures += 1;
    this.retryAfter = (error.retryAfter ?? 0) * 1000;
    if (error.slug === 'unauthenticated') this.trouble = 'signed-out';
    else if (!error.status) this.trouble = 'no-answer';
    else if (NEVER.includes(error.status)) this.#refused(batch, error);
    else this.trouble = 'busy';
  }

  /** The server will never take this: each is sent by itself, and the one at fault must not stand in the others' way. */
  #refused(batch, error) {
    this.#failures = 0;
    if (batch.length > 1) {
      this.#alone = batch.length;
      return;
    }
    const [entry] = batch;
    this.#answered(entry, { id: entry.id, outcome: 'refused', status: null, version: null, decidedBy: null, detail: error.message });
  }

  #patience() {
    const grown = Math.min(LONGEST, 500 * 2 ** Math.min(this.#failures, 6));
    return Math.max(this.retryAfter ?? 0, grown * (0.5 + Math.random() / 2));
  }
}

/** The one of this tab. Events: 'changed', 'answered' (`detail` is `{ entry, result }`), 'not-kept'. */
export const outbox = new Outbox();

addEventListener('online', () => outbox.flush());
addEventListener('pagehide', () => outbox.flush());
