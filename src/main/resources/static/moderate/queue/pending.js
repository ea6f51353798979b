/** How many comments wait: in the tab's title and icon on every page, less what is decided and still on its way. */
import { notices } from '../shell/notices.js';
import { tab } from '../shell/tab.js';
import { live } from './live.js';
import { outbox } from './outbox.js';

class Pending extends EventTarget {
  #known = null;
  #begun = false;

  /** Null until the server has told. */
  get count() {
    return this.#known === null ? null : Math.max(0, this.#known + outbox.change('pending'));
  }

  async start() {
    if (!this.#begun) {
      this.#begun = true;
      live.addEventListener('pending', ({ detail }) => this.#learn(detail));
      live.addEventListener('again', () => this.#ask());
      outbox.addEventListener('answered', ({ detail }) => this.#answered(detail));
      outbox.addEventListener('changed', () => this.#show());
    }
    await this.#ask();
  }

  async #ask() {
    const count = await live.pending();
    if (count !== null) this.#learn(count);
  }

  #learn(count) {
    if (this.#known !== null && count > this.#known) notices.tell(count);
    this.#known = count;
    this.#show();
  }

  /** Without a stream nobody tells what my own decisions changed. */
  #answered({ entry, result }) {
    if (result.outcome !== 'applied' || this.#known === null || live.streams) return;
    this.#known += (entry.to === 'pending' ? 1 : 0) - (entry.from === 'pending' ? 1 : 0);
  }

  #show() {
    if (this.count === null) return;
    tab.waiting(this.count);
    this.dispatchEvent(new Event('change'));
  }
}

/** The one of this tab. Event: 'change'. */
export const pending = new Pending();
