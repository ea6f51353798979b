/**
 * What colleagues do, as it happens: the server's events, or, where there is no stream, a look every 15 seconds. Tells of
 * 'queued', 'decided', 'edited' (each `detail` `{ id, site, status, version, pending, by }`), 'viewing' (`{ id, by }`),
 * 'standing' (`{ author, standing, by }`), 'pending' (a number), and 'again' when events may have been missed.
 */
import { api, address } from '../shell/api.js';
import { session } from '../shell/session.js';

const EVERY = 15_000;
const RETRY = 60_000;

class Live extends EventTarget {
  #stream = null;
  #poll = 0;
  #retry = 0;
  #was = false;

  start() {
    if (this.#stream) return;
    this.#open();
  }

  /** Whether the server tells of each change. */
  get streams() {
    return this.#stream?.readyState === EventSource.OPEN;
  }

  get listens() {
    return this.#stream !== null;
  }

  stop() {
    this.#stream?.close();
    this.#stream = null;
    clearInterval(this.#poll);
    clearTimeout(this.#retry);
    this.#poll = 0;
  }

  #open() {
    clearTimeout(this.#retry);
    const stream = new EventSource(address('/moderation/events'));
    this.#stream = stream;
    for (const type of ['queued', 'decided', 'edited', 'viewing', 'standing', 'many']) {
      stream.addEventListener(type, (event) => this.#heard(type, event));
    }
    stream.addEventListener('open', () => {
      clearInterval(this.#poll);
      this.#poll = 0;
      if (this.#was) this.#tell('again');
      this.#was = true;
    });
    stream.addEventListener('error', () => this.#failed(stream));
  }

  #heard(type, event) {
    const detail = JSON.parse(event.data);
    if (typeof detail.pending === 'number') this.#tell('pending', detail.pending);
    this.#tell(type === 'many' ? 'again' : type, detail);
  }

  /** The browser reconnects by itself, unless the answer was no stream at all. */
  #failed(stream) {
    if (!session.me) {
      this.stop();
      return;
    }
    this.#poll ||= setInterval(() => this.#tell('again'), EVERY);
    if (stream.readyState === EventSource.CLOSED) this.#retry = setTimeout(() => this.#open(), RETRY);
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** How many wait; null where the server does not count. */
  async pending() {
    try {
      const { count } = await api.get('/moderation/queue/count', { status: 'pending' });
      return count;
    } catch {
      return null;
    }
  }
}

/** The one of this tab. */
export const live = new Live();
