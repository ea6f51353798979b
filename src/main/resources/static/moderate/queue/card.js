/** A comment as it is shown in the queue. */
import { h, fill } from '../shell/dom.js';
import { ago, has, lang, moment, t } from '../shell/i18n.js';
import { sanitised } from '../shell/html.js';
import { place } from '../shell/router.js';
import { parentOf } from './parents.js';

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

/** The beginning of a text, for where there is little room. */
export function excerpt(text, length = 90) {
  const flat = squeezed(text);
  return flat.length > length ? `${flat.slice(0, length).trimEnd()}…` : flat;
}

/** The body as it will be published, and its source beside it where they differ. */
export function bodyOf(item) {
  const published = h('div.body', { dir: 'auto', lang: item.locale }, sanitised(item.html));
  const shown = published.cloneNode(true);
  shown.querySelectorAll('.host').forEach((host) => host.remove());
  if (squeezed(shown.textContent) === squeezed(item.body)) return published;
  return h('div.both', {}, published, h('figure.source', {}, h('figcaption', {}, t('card.source')), h('pre', { dir: 'auto' }, item.body)));
}

export function timeOf(time) {
  return h('time', { datetime: time, title: moment(time) }, ago(time));
}

export function articleOf(item) {
  const { key, title, url } = item.thread;
  const name = h('bdi', {}, title || key);
  return [url ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name) : name,
    h('span.site', {}, item.site)];
}

export function signalsOf(item) {
  if (item.signals.length === 0) return null;
  const name = (code) => (has(`signal.${code}`) ? t(`signal.${code}`) : code);
  return h('ul.signals', { 'aria-label': t('card.signals') },
    item.signals.map(({ code, detail }) => h('li', {}, h('b', {}, name(code)),
      detail && h('span', { lang: 'en', dir: 'auto' }, detail))),
    h('li.score', {}, t('card.score', { score: item.score.toFixed(2) })));
}

/** What is known of the author here: their standing, and what became of what they wrote. */
export function recordOf(author) {
  if (!author) return h('span', {}, t('card.noAuthor'));
  const { standing, approved, rejected } = author;
  const counts = approved + rejected === 0 ? t('card.firstTime') : t('card.record', { approved, rejected });
  return [standing !== 'normal' && h(`b.standing.${standing}`, {}, t(`standing.${standing}`)), h('span', {}, counts)];
}

export class Card {
  #drawn = null;
  #state = '';
  #extra = null;

  constructor(item) {
    this.id = item.id;
    this.element = h('article.card', { 'data-id': item.id, tabindex: -1, 'aria-labelledby': `name-${item.id}` });
  }

  /** Draws what changed since the last time. */
  draw(list, at) {
    const item = list.items.get(this.id);
    const taken = list.taken.get(this.id);
    if (this.#drawn !== item || this.stamp !== this.#stampOf(item, taken)) this.#build(item, taken);
    this.#drawn = item;
    this.stamp = this.#stampOf(item, taken);
    this.#mark(list, item, at);
  }

  #stampOf(item, taken) {
    return [item.version, item.status, item.revealed, item.author?.standing, taken?.by].join();
  }

  #build(item, taken) {
    this.#state = '';
    if (taken) {
      this.element.classList.add('taken');
      fill(this.element, h('p', { id: `name-${item.id}` }, h('bdi', {}, item.name), ' — ',
        t(`taken.${taken.status}`, { by: taken.by ?? '?' })));
      return;
    }
    this.element.classList.remove('taken');
    this.viewing = h('p.viewing', { hidden: true });
    this.badge = h('span.badge', { hidden: true });
    this.pick = h('input', { type: 'checkbox', 'aria-label': t('card.select', { name: item.name }) });
    fill(this.element, this.#side(item), this.#main(item));
  }

  #side(item) {
    return h('header.side', {},
      h('label.pick', {}, this.pick),
      h('h2', { id: `name-${item.id}` }, h('bdi', {}, item.name)),
      h('p.mail', {}, h('bdi', { dir: 'ltr' }, item.revealed ?? item.email ?? '')),
      h('p.record', {}, recordOf(item.author),
        h('a.when', { href: place(`comments/${item.id}`) }, timeOf(item.submittedAt)), this.badge));
  }

  #main(item) {
    const parent = h('blockquote.parent', { hidden: true });
    if (item.parent) this.#showParent(item, parent);
    this.actions = h('div.actions');
    return h('div.main', {},
      h('p.where', {}, articleOf(item)), parent, bodyOf(item), signalsOf(item), this.viewing, this.actions);
  }

  async #showParent(item, element) {
    const parent = await parentOf(item);
    if (!parent) return;
    fill(element, h('b', {}, t('card.replyTo', { name: parent.name })), ' ', h('span', { dir: 'auto' }, excerpt(parent.body, 240)));
    element.hidden = false;
  }

  #mark(list, item, at) {
    const current = list.current === this.id;
    const status = list.statusOf(item);
    const names = [...list.viewers.get(this.id) ?? []].join(lang() === 'ur' ? '، ' : ', ');
    const state = [current, list.selected.has(this.id), list.skipped.has(this.id), status, names, at, list.ids.length, list.ended].join();
    if (state === this.#state) return;
    this.#state = state;
    const { element } = this;
    element.classList.toggle('current', current);
    element.classList.toggle('selected', list.selected.has(this.id));
    element.classList.toggle('skipped', list.skipped.has(this.id) && !current);
    element.tabIndex = current ? 0 : -1;
    element.setAttribute('aria-posinset', at + 1);
    element.setAttribute('aria-setsize', list.ended ? list.ids.length : -1);
    if (current) element.setAttribute('aria-current', 'true');
    else element.removeAttribute('aria-current');
    if (list.taken.has(this.id)) return;
    this.#markParts(list, status, names, current);
  }

  #markParts(list, status, names, current) {
    this.pick.checked = list.selected.has(this.id);
    this.badge.hidden = list.filter.status === status;
    this.badge.className = `badge ${status}`;
    this.badge.textContent = t(`status.${status}`);
    this.viewing.hidden = !names;
    this.viewing.textContent = names ? t('card.viewing', { names }) : '';
    if (!current && this.actions.firstElementChild?.classList.contains('toolbar')) this.actions.replaceChildren();
  }

  /** Takes the toolbar, of which there is one for all cards. */
  carry(toolbar) {
    if (this.#extra) return;
    if (this.actions.firstElementChild !== toolbar) this.actions.replaceChildren(toolbar);
  }

  /** Shows something in the toolbar's place, as the fields of a reply; null takes it away again. */
  hold(element) {
    this.#extra = element;
    this.actions.replaceChildren(...(element ? [element] : []));
  }
}
