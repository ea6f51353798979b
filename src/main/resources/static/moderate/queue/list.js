/**
 * The comments that a filter finds, page by page, and where the moderator is in them: the current one, the selected ones.
 * What is on its way in the outbox counts as done. Tells of changes by the event 'change'.
 */
import { api } from '../shell/api.js';
import { outbox } from './outbox.js';

const FIRST = 30;
const PAGE = 100;
/** So many are kept loaded ahead of the current one: three seconds of the fastest fingers. */
const AHEAD = 200;

export class List extends EventTarget {
  items = new Map();
  ids = [];
  current = null;
  selected = new Set();
  skipped = new Set();
  /** Comments that a colleague decided while they were in front of me: id -> `{ by, status }`. */
  taken = new Map();
  /** Who looks at what: id -> a set of names. */
  viewers = new Map();
  error = null;
  #anchor = null;
  #cursor = null;
  #ended = false;
  #loading = null;
  #stopped = false;

  constructor(filter) {
    super();
    this.filter = filter;
  }

  /** A list of one. */
  static of(filter, item) {
    const list = new List(filter);
    list.#ended = true;
    list.put(item);
    return list;
  }

  get ended() {
    return this.#ended;
  }

  get loading() {
    return this.#loading !== null;
  }

  stop() {
    this.#stopped = true;
  }

  /** After a stop: where it was. */
  resume() {
    this.#stopped = false;
    this.settle(this.ids);
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** The status as the moderator left it, answered or not. */
  statusOf(item) {
    return outbox.of(item.id)?.to ?? item.status;
  }

  index(id = this.current) {
    return this.ids.indexOf(id);
  }

  get item() {
    return this.items.get(this.current) ?? null;
  }

  /** Loads the next page; of several calls at once one. */
  more() {
    if (this.#loading || this.#ended || this.#stopped) return this.#loading ?? Promise.resolve();
    this.#loading = this.#page().finally(() => {
      this.#loading = null;
      this.changed();
      this.#prefetch();
    });
    return this.#loading;
  }

  async #page() {
    try {
      const limit = this.#cursor ? PAGE : FIRST;
      const page = await api.get('/moderation/comments', { ...this.filter.parameters, limit, cursor: this.#cursor });
      if (this.#stopped) return;
      this.error = null;
      this.#cursor = page.next;
      this.#ended = page.next === null;
      this.#append(page.comments);
    } catch (error) {
      this.error = error;
    }
  }

  #append(comments) {
    for (const item of comments) {
      if (!this.items.has(item.id)) {
        this.items.set(item.id, item);
        if (this.filter.fits(this.statusOf(item))) this.ids.push(item.id);
      }
    }
    if (this.current === null) this.current = this.ids[0] ?? null;
  }

  #prefetch() {
    if (!this.error && this.ids.length - Math.max(0, this.index()) < AHEAD) this.more();
  }

  /** Loads all there is, to select it; `progress(count)` may return false to stop. */
  async all(progress) {
    while (!this.#ended && !this.#stopped && !this.error) {
      await this.more();
      if (progress(this.ids.length) === false) return false;
    }
    return this.#ended;
  }

  moveTo(id) {
    if (id === this.current || !this.ids.includes(id)) return;
    const left = this.current;
    this.current = id;
    if (this.taken.delete(left)) this.#remove(new Set([left]));
    this.changed();
    this.#prefetch();
  }

  /** To the next or, by -1, to the one before. */
  step(by) {
    const at = this.index();
    const next = this.ids[Math.min(this.ids.length - 1, Math.max(0, at + by))];
    if (next) this.moveTo(next);
  }

  skip() {
    const id = this.current;
    this.skipped.add(id);
    const next = this.ids.slice(this.index() + 1).find((one) => !this.skipped.has(one));
    if (next) this.moveTo(next);
    else this.changed();
  }

  /** Takes comments out of view; the current one becomes the next that stays. */
  #remove(gone) {
    if (gone.has(this.current)) {
      const at = this.index();
      this.current = this.ids.slice(at).find((id) => !gone.has(id))
        ?? this.ids.slice(0, at).findLast((id) => !gone.has(id)) ?? null;
    }
    this.ids = this.ids.filter((id) => !gone.has(id));
    for (const id of gone) this.selected.delete(id);
  }

  /** What is not there any more. */
  drop(ids) {
    if (ids.length === 0) return;
    this.#remove(new Set(ids));
    this.changed();
  }

  /** After decisions: what does not fit any more goes, the rest shows its new status. */
  settle(ids) {
    const gone = new Set(ids.filter((id) => {
      const item = this.items.get(id);
      return item && !this.filter.fits(this.statusOf(item));
    }));
    for (const id of ids) this.taken.delete(id);
    if (gone.size) this.#remove(gone);
    this.changed();
    this.#prefetch();
  }

  /** A comment as it is now, from the server: shown, changed in place, put back or taken out. */
  put(item, { makeCurrent = false } = {}) {
    this.items.set(item.id, item);
    this.taken.delete(item.id);
    const shown = this.ids.includes(item.id);
    const fits = this.filter.fits(this.statusOf(item));
    if (fits && !shown) this.#insert(item.id);
    if (!fits && shown) this.#remove(new Set([item.id]));
    if (fits && (makeCurrent || this.current === null)) this.current = item.id;
    this.changed();
  }

  #insert(id) {
    const newest = this.filter.sort === 'newest';
    const after = this.ids.findIndex((one) => (newest ? one < id : one > id));
    this.ids.splice(after === -1 ? this.ids.length : after, 0, id);
  }

  /** A colleague decided: it leaves, but never from under my fingers; the current one stays as a line until I move on. */
  takenBy(id, by, status, version) {
    const item = this.items.get(id);
    if (!item) return;
    item.status = status;
    item.version = version;
    item.decidedBy = by;
    if (this.filter.fits(this.statusOf(item))) {
      this.changed();
      return;
    }
    if (id === this.current) {
      this.taken.set(id, { by, status });
      this.selected.delete(id);
      this.changed();
    } else if (this.ids.includes(id)) {
      this.settle([id]);
    }
  }

  /** Selects or deselects one; with `range`, all from the last one picked. */
  pick(id, { range = false } = {}) {
    const from = range && this.#anchor ? this.index(this.#anchor) : -1;
    if (from >= 0) {
      const [low, high] = [from, this.index(id)].sort((a, b) => a - b);
      for (const one of this.ids.slice(low, high + 1)) this.selected.add(one);
    } else if (!this.selected.delete(id)) {
      this.selected.add(id);
    }
    this.#anchor = id;
    this.changed();
  }

  pickAll() {
    this.selected = new Set(this.ids.filter((id) => !this.taken.has(id)));
    this.changed();
  }

  pickNone() {
    this.selected.clear();
    this.#anchor = null;
    this.changed();
  }
}
