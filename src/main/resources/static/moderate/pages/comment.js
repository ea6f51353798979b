/** One comment with all that is known of it, decided on as in the queue. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { go, place } from '../shell/router.js';
import { tab } from '../shell/tab.js';
import { moreByAuthor, threadAround } from '../queue/around.js';
import { begin } from '../queue/background.js';
import { Conflicts } from '../queue/conflicts.js';
import { Desk } from '../queue/desk.js';
import { Feed } from '../queue/feed.js';
import { Filter } from '../queue/filter.js';
import { historyOf } from '../queue/history.js';
import { List } from '../queue/list.js';
import { News } from '../queue/news.js';
import { outbox } from '../queue/outbox.js';
import { Presence } from '../queue/presence.js';
import { Toolbar } from '../queue/toolbar.js';
import { UndoBar } from '../queue/undo-bar.js';

class CommentPage {
  #version = -1;

  constructor(root, item) {
    this.root = root;
    this.list = List.of(new Filter({ status: 'all' }), item);
    this.desk = new Desk(this.list);
    this.feed = new Feed(this.list, new Toolbar(this.desk.acts));
    this.desk.feed = this.feed;
    this.conflicts = new Conflicts();
    this.undo = new UndoBar();
    this.news = new News(this.list);
    this.presence = new Presence();
    this.history = h('section');
    this.aside = h('aside');
    this.list.addEventListener('change', () => this.changed());
  }

  show() {
    const { item } = this.list;
    tab.name(`${t('comment.title')}: ${item.name}`);
    this.presence.at(item.id);
    fill(this.root,
      h('p.back', {}, h('a', { href: place() }, h('span', { 'aria-hidden': 'true' }, '‹ '), t('comment.back'))),
      h('h1.unseen', {}, t('comment.title')), this.conflicts.element,
      h('div.columns', {}, h('div', {}, this.feed.element, this.history), this.aside), this.undo.element);
    this.drawHistory(item);
    this.feed.follow();
    this.surroundings(item);
  }

  drawHistory(item) {
    this.#version = item.version;
    fill(this.history, h('h2', {}, t('comment.history')), historyOf(item));
  }

  async surroundings(item) {
    const [thread, author] = await Promise.all([threadAround(item), moreByAuthor(item)]);
    fill(this.aside, thread, author);
  }

  /** After a decision or an edit the history has one entry more. */
  async changed() {
    const { item } = this.list;
    if (item.version === this.#version || outbox.of(item.id)) return;
    this.#version = item.version;
    const fresh = await api.get(`/moderation/comments/${item.id}`);
    if (!this.root.isConnected) return;
    this.list.put({ ...fresh, revealed: item.revealed });
    this.drawHistory(fresh);
    this.surroundings(fresh);
  }

  unmount() {
    this.list.stop();
    for (const part of [this.feed, this.news, this.undo, this.conflicts, this.presence, this.desk]) part.stop();
  }
}

/** Keys that make sense where there is one comment only. */
function keysOf(desk) {
  const many = ['keys.move', 'keys.select'];
  return [
    ...desk.keys().filter((entry) => !many.includes(entry.group) && !['n', 'Enter'].includes(entry.key)),
    { key: 'q', label: 'keys.back', group: 'keys.move', run: () => go(place()) },
  ];
}

export async function mount(root, { id }) {
  await begin();
  const page = new CommentPage(root, await api.get(`/moderation/comments/${encodeURIComponent(id)}`));
  page.show();
  return { unmount: () => page.unmount(), keys: keysOf(page.desk) };
}
