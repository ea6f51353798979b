/** Brings what colleagues do, and what the server answers, into a list. */
import { api } from '../shell/api.js';
import { announce } from '../shell/toasts.js';
import { session } from '../shell/session.js';
import { t } from '../shell/i18n.js';
import { isConflict } from './conflicts.js';
import { live } from './live.js';
import { outbox } from './outbox.js';

const AT_ONCE = 4;
const WAITING = 200;
const PAGES = 20;
const ALL = 'g';

export class News {
  #list;
  #wanted = [];
  #busy = 0;
  #looking = null;
  #off = new AbortController();

  constructor(list) {
    this.#list = list;
    const on = (target, type, act) => target.addEventListener(type, ({ detail }) => act(detail), { signal: this.#off.signal });
    on(outbox, 'answered', (detail) => this.#answered(detail));
    on(live, 'queued', (event) => this.#queued(event));
    on(live, 'decided', (event) => this.#decided(event));
    on(live, 'edited', (event) => this.#edited(event));
    on(live, 'viewing', (event) => this.#viewing(event));
    on(live, 'standing', (event) => this.#standing(event));
    on(live, 'again', () => this.lookAgain());
  }

  stop() {
    this.#off.abort();
  }

  #answered({ entry, result }) {
    const item = this.#list.items.get(entry.id);
    if (!item) return;
    if (result.version !== null) {
      item.version = Math.max(item.version, result.version);
      item.status = result.status;
      item.decidedBy = result.decidedBy;
    }
    // what did not apply is shown as it is now; the conflict itself says why
    if (isConflict(result) && result.outcome === 'conflict') this.#fetch(entry.id);
    else this.#list.changed();
  }

  #queued({ id, site, status }) {
    const { filter, ended } = this.#list;
    if (status && status !== 'pending') return;
    if (filter.isPlain && ended && (!filter.site || filter.site === site)) this.#fetch(id);
  }

  #decided({ id, status, version, by }) {
    const item = this.#list.items.get(id);
    if (!item) {
      if (status === 'pending') this.#queued({ id, status });
      return;
    }
    if (version <= item.version || outbox.of(id)) return;
    if (by === session.me?.username) this.#fetch(id);
    else if (this.#list.filter.fits(status) && !this.#list.ids.includes(id)) this.#fetch(id);
    else this.#list.takenBy(id, by, status, version);
    if (id === this.#list.current && by) announce(t(`taken.${status}`, { by }));
  }

  #edited({ id, version }) {
    const item = this.#list.items.get(id);
    if (item && version > item.version) this.#fetch(id);
  }

  #viewing({ id, by }) {
    if (by === session.me?.username) return;
    const { viewers } = this.#list;
    for (const [comment, names] of viewers) {
      if (names.delete(by) && names.size === 0) viewers.delete(comment);
    }
    if (id) viewers.set(id, (viewers.get(id) ?? new Set()).add(by));
    this.#list.changed();
  }

  #standing({ author, standing }) {
    for (const item of this.#list.items.values()) {
      if (item.author?.id === author) item.author.standing = standing;
    }
    this.#list.changed();
  }

  /** Events may have been missed. Of several calls while one is under way one more follows. */
  async lookAgain() {
    if (this.#looking) {
      this.#looking = 'again';
      return;
    }
    this.#looking = 'once';
    try {
      await this.#compare();
    } catch {
      // there is a next time
    }
    const more = this.#looking === 'again' && !this.#off.signal.aborted;
    this.#looking = null;
    if (more) this.lookAgain();
  }

  /** Reads again what is loaded: what is gone leaves, what is new joins. */
  async #compare() {
    const list = this.#list;
    if (list.filter.sort !== 'oldest') return;
    const there = new Map();
    const last = list.ids.at(-1) ?? '';
    let cursor = null;
    let end = '';
    for (let page = 0; page < PAGES && (page === 0 || (cursor !== null && end < last)); page += 1) {
      const answer = await api.get('/moderation/comments', { ...list.filter.parameters, limit: 100, cursor });
      for (const item of answer.comments) there.set(item.id, item);
      cursor = answer.next;
      end = cursor === null ? ALL : answer.comments.at(-1).id;
    }
    const gone = list.ids.filter((id) => !there.has(id) && id <= end && !outbox.of(id) && !list.taken.has(id));
    if (gone.includes(list.current)) this.#fetch(list.current);
    list.drop(gone.filter((id) => id !== list.current));
    for (const item of there.values()) {
      const known = list.items.get(item.id);
      const fits = list.ended || item.id <= last;
      if (fits && (!known || known.version < item.version)) list.put(item);
    }
  }

  #fetch(id) {
    if (this.#wanted.includes(id) || this.#wanted.length >= WAITING) return;
    this.#wanted.push(id);
    this.#work();
  }

  async #work() {
    if (this.#busy >= AT_ONCE) return;
    const id = this.#wanted.shift();
    if (!id) return;
    this.#busy += 1;
    try {
      this.#place(await api.get(`/moderation/comments/${id}`));
    } catch {
      // it shows as it was, and its version tells the server if it is not
    }
    this.#busy -= 1;
    this.#work();
  }

  #place(item) {
    const list = this.#list;
    const mine = item.decidedBy === null || item.decidedBy === session.me?.username;
    if (!mine && list.current === item.id && !list.filter.fits(item.status) && list.items.get(item.id)?.version < item.version) {
      list.takenBy(item.id, item.decidedBy, item.status, item.version);
    } else {
      list.put(item);
    }
  }
}
