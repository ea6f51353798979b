/** Brings what colleagues do, and what the server answers, into a list. */
import { api } from '../shell/api.js';
import { announce } from '../shell/toasts.js';
import { notices } from '../shell/notices.js';
import { session } from '../shell/session.js';
import { t } from '../shell/i18n.js';
import { tab } from '../shell/tab.js';
import { isConflict } from './conflicts.js';
import { live } from './live.js';
import { outbox } from './outbox.js';

const AT_ONCE = 4;
const WAITING = 200;

export class News {
  #list;
  #counted;
  #wanted = [];
  #busy = 0;
  #off = new AbortController();
  #pending = null;

  /** @param counted is told how many comments wait, where that is known */
  constructor(list, counted) {
    this.#list = list;
    this.#counted = counted;
    const on = (target, type, act) => target.addEventListener(type, ({ detail }) => act(detail), { signal: this.#off.signal });
    on(outbox, 'answered', (detail) => this.#answered(detail));
    on(outbox, 'changed', () => this.#show());
    on(live, 'pending', (count) => this.pending(count));
    on(live, 'queued', (event) => this.#queued(event));
    on(live, 'decided', (event) => this.#decided(event));
    on(live, 'edited', (event) => this.#edited(event));
    on(live, 'viewing', (event) => this.#viewing(event));
    on(live, 'again', () => this.#again());
    this.#count();
  }

  stop() {
    this.#off.abort();
  }

  async #count() {
    const count = await live.pending();
    if (count !== null) this.pending(count);
  }

  pending(count) {
    if (this.#pending !== null && count > this.#pending) notices.tell(count);
    this.#pending = count;
    this.#show();
  }

  /** As it will be when all that is on its way has arrived. */
  #show() {
    if (this.#pending === null) return;
    const count = Math.max(0, this.#pending + outbox.change('pending'));
    tab.waiting(count);
    this.#counted(count);
  }

  #answered({ entry, result }) {
    if (result.outcome === 'applied' && this.#pending !== null && !live.streams) {
      this.#pending += (entry.to === 'pending' ? 1 : 0) - (entry.from === 'pending' ? 1 : 0);
    }
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

  #viewing({ id, by, viewers }) {
    const map = this.#list.viewers;
    const names = viewers ?? [by].filter(Boolean);
    if (!viewers) for (const set of map.values()) set.delete(by);
    if (id) map.set(id, new Set(names.filter((name) => name !== session.me?.username)));
    this.#list.changed();
  }

  /** Events may have been missed: looks at the first page, and asks again after those that ought to be on it. */
  async #again() {
    this.#count();
    const list = this.#list;
    if (list.filter.sort !== 'oldest') return;
    try {
      const page = await api.get('/moderation/comments', { ...list.filter.parameters, limit: 50 });
      const there = new Set(page.comments.map((item) => item.id));
      const end = page.next === null ? null : page.comments.at(-1)?.id;
      for (const item of page.comments) {
        if (!list.items.has(item.id) && (list.ended || item.id <= (list.ids.at(-1) ?? ''))) list.put(item);
      }
      list.ids.filter((id) => !there.has(id) && (end === null || id <= end) && !outbox.of(id)).slice(0, WAITING).forEach((id) => this.#fetch(id));
    } catch {
      // the next look is in 15 seconds
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
