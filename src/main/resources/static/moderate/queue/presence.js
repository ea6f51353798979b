/** Tells colleagues which comment is in front of me: a little after I came to it, and now and then while I stay. */
import { api } from '../shell/api.js';

const AFTER = 400;
const AGAIN = 20_000;

export class Presence {
  #id = null;
  #timer = 0;
  #stopped = false;

  at(id) {
    if (id === this.#id || this.#stopped) return;
    this.#id = id;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), AFTER);
  }

  async #say() {
    try {
      if (!document.hidden) await api.put('/moderation/presence', { id: this.#id }, { quiet: true });
      if (!this.#stopped) this.#timer = setTimeout(() => this.#say(), AGAIN);
    } catch {
      // a colleague sees a little less; nothing of mine is lost
    }
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    if (this.#id) api.put('/moderation/presence', { id: null }, { quiet: true, keepalive: true }).catch(() => {});
  }
}
