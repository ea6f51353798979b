/** The queue: the comments that a filter finds, decided on by one key each. */
import { h, fill } from '../shell/dom.js';
import { number, t } from '../shell/i18n.js';
import { go, place } from '../shell/router.js';
import { session } from '../shell/session.js';
import { Desk } from '../queue/desk.js';
import { Conflicts } from '../queue/conflicts.js';
import { Feed } from '../queue/feed.js';
import { Filter } from '../queue/filter.js';
import { FilterBar } from '../queue/filter-bar.js';
import { BulkBar } from '../queue/bulk-bar.js';
import { List } from '../queue/list.js';
import { News } from '../queue/news.js';
import { Presence } from '../queue/presence.js';
import { Toolbar } from '../queue/toolbar.js';
import { UndoBar } from '../queue/undo-bar.js';
import { begin } from '../queue/background.js';
import { pending } from '../queue/pending.js';

function endOf(list) {
  if (list.error) {
    return h('div.end', { role: 'alert' }, h('p', {}, list.error.status ? list.error.message : t('shell.noAnswer')),
      h('button', { type: 'button', onclick: () => { list.error = null; list.more(); } }, t('shell.again')));
  }
  if (!list.ended) return h('p.end', {}, t('queue.loading'));
  if (list.ids.length > 0) return h('p.end', {}, t('queue.end'));
  return h('div.end.empty', {}, h('h2', {}, t(list.filter.narrows ? 'queue.nothingFound' : list.filter.status === 'pending' ? 'queue.clear' : 'queue.nothing')),
    list.filter.narrows && h('p', {}, h('a', { href: place('', { status: list.filter.status === 'pending' ? '' : list.filter.status }) }, t('filter.clear'))));
}

function countOf(list) {
  if (list.filter.isPlain && !list.filter.site && pending.count !== null) return t('queue.waiting', { n: pending.count });
  return list.ended ? t('queue.found', { n: list.ids.length }) : t('queue.foundMore', { count: number(list.ids.length) });
}

/** The list that was left last: who comes back from a comment's page is where they were. */
let left = null;
const STALE = 10 * 60_000;

function listFor(filter) {
  const key = JSON.stringify([session.me.username, filter.query]);
  const kept = left?.key === key && Date.now() - left.at < STALE ? left.list : null;
  left = null;
  return { key, list: kept ?? new List(filter), isKept: kept !== null };
}

class QueuePage {
  #off = new AbortController();

  constructor(root, query) {
    this.root = root;
    Object.assign(this, listFor(Filter.of(query)));
    this.desk = new Desk(this.list);
    this.feed = new Feed(this.list, new Toolbar(this.desk.acts));
    this.desk.feed = this.feed;
    this.filters = new FilterBar(this.list.filter, (changes) => go(place('', this.list.filter.with(changes).query)));
    this.bulk = new BulkBar(this.list, { decide: (to) => this.desk.decideSelected(to), all: () => this.selectAll(), none: () => this.list.pickNone() }, this.#off.signal);
    this.desk.bulk = this.bulk;
    this.conflicts = new Conflicts();
    this.undo = new UndoBar();
    this.end = h('div');
    this.news = new News(this.list);
    this.counted = () => this.filters.counted(countOf(this.list));
    pending.addEventListener('change', this.counted, { signal: this.#off.signal });
    this.presence = new Presence();
    this.list.addEventListener('change', () => this.changed(), { signal: this.#off.signal });
    this.changed();
  }

  show() {
    fill(this.root, h('h1.unseen', {}, t('queue.title')),
      h('div.head', {}, this.filters.element, this.bulk.element), this.conflicts.element, this.feed.element, this.end, this.undo.element);
  }

  changed() {
    const { list } = this;
    this.counted();
    this.presence.at(list.filter.fits(list.item?.status) ? list.current : null);
    const state = [list.ended, list.error, list.ids.length === 0].join();
    if (state !== this.endState) fill(this.end, endOf(list));
    this.endState = state;
  }

  /** Loads; or takes up what was left, and looks what happened since. */
  async begin() {
    if (this.isKept) {
      this.list.resume();
      this.news.lookAgain();
    } else {
      await this.list.more();
    }
    this.feed.follow();
  }

  async selectAll() {
    this.bulk.busy(t('bulk.loading', { n: this.list.ids.length }));
    await this.list.all((n) => this.bulk.busy(t('bulk.loading', { n })));
    this.bulk.busy(null);
    this.list.pickAll();
  }

  unmount() {
    left = { key: this.key, list: this.list, at: Date.now() };
    this.#off.abort();
    this.list.stop();
    this.feed.stop();
    this.news.stop();
    this.undo.stop();
    this.conflicts.stop();
    this.presence.stop();
    this.desk.stop();
  }
}

export async function mount(root, { query }) {
  await begin();
  const page = new QueuePage(root, query);
  page.show();
  scrollTo(0, 0);
  page.begin();
  return { unmount: () => page.unmount(), keys: page.desk.keys(() => page.selectAll(), () => page.filters.search.focus()) };
}
