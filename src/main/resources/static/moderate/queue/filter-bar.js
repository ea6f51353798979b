/** The filters: status, site and words at once in view, the others behind a button; what is set stands there as a chip. */
import { h, fill, icon } from '../shell/dom.js';
import { has, t } from '../shell/i18n.js';
import { knownSites } from '../parts/sites.js';
import { statuses } from './filter.js';

const MORE = ['thread', 'author', 'signal', 'from', 'to'];
const SIGNALS = ['links', 'all-capitals', 'mixed-scripts', 'honeypot', 'repeated', 'rule', 'trusted-author', 'banned-author'];
const SEARCH = 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3.5 3.5';

export class FilterBar {
  /** @param change is called with what is to change, as `{ status: 'spam' }` */
  constructor(filter, change) {
    this.filter = filter;
    this.change = change;
    this.count = h('span.count', { role: 'status' });
    this.element = h('search.filters');
    this.draw();
  }

  update(filter) {
    this.filter = filter;
    this.draw();
  }

  /** @param text how many there are, as it is to be read */
  counted(text) {
    this.count.textContent = text;
  }

  #option(value, text, selected) {
    return h('option', { value, selected }, text);
  }

  #status() {
    return h('select.status', { 'aria-label': t('filter.status'), onchange: (event) => this.change({ status: event.target.value }) },
      [...statuses, 'all'].map((value) => this.#option(value, t(`status.${value}`), value === this.filter.status)));
  }

  #site() {
    const select = h('select', { 'aria-label': t('filter.site'), onchange: (event) => this.change({ site: event.target.value }) },
      this.#option('', t('filter.allSites'), true));
    const show = (list) => {
      select.hidden = list.length < 2 && !this.filter.site;
      fill(select, this.#option('', t('filter.allSites'), true),
        list.map(({ key, name }) => this.#option(key, name, key === this.filter.site)));
    };
    show(this.filter.site ? [{ key: this.filter.site, name: this.filter.site }] : []);
    this.sites ??= knownSites().catch(() => null);
    this.sites.then((list) => list?.length && show(list));
    return select;
  }

  #words() {
    this.search = h('input', {
      type: 'search', name: 'q', value: this.filter.q, placeholder: t('filter.words'), 'aria-label': t('filter.words'), dir: 'auto', enterkeyhint: 'search',
    });
    // the browser's own way to empty a search field
    this.search.addEventListener('search', () => { if (this.search.value !== this.filter.q) this.change({ q: this.search.value.trim() }); });
    return h('form.words', {
      onsubmit: (event) => { event.preventDefault(); this.change({ q: this.search.value.trim() }); this.search.blur(); },
      onkeydown: (event) => { if (event.key === 'Escape') this.search.blur(); },
    }, icon(SEARCH), this.search);
  }

  #more() {
    const field = (name, input) => h('label.field', {}, h('span', {}, t(`filter.${name}`)), input);
    const text = (name, attributes = {}) => h('input', { name, value: this.filter[name], autocomplete: 'off', ...attributes });
    const signals = h('select', { name: 'signal' }, this.#option('', t('filter.any'), true),
      [...new Set([...SIGNALS, this.filter.signal].filter(Boolean))]
        .map((code) => this.#option(code, has(`signal.${code}`) ? t(`signal.${code}`) : code, code === this.filter.signal)));
    const sort = h('select', { name: 'sort' }, ['oldest', 'newest'].map((value) => this.#option(value, t(`filter.${value}`), value === this.filter.sort)));
    const form = h('form', {
      onsubmit: (event) => {
        event.preventDefault();
        this.panel.hidePopover();
        this.change(Object.fromEntries(new FormData(form)));
      },
    },
    field('thread', text('thread')), field('author', text('author', { dir: 'ltr', spellcheck: 'false', pattern: '[0-9a-fA-F\\-]{36}' })), field('signal', signals),
    field('from', text('from', { type: 'date' })), field('to', text('to', { type: 'date' })), field('sort', sort),
    h('p.buttons', {}, h('button', { type: 'button', onclick: () => { this.panel.hidePopover(); this.change(this.#none()); } }, t('filter.clear')),
      h('button.primary', { type: 'submit' }, t('filter.apply'))));
    this.panel = h('div.menu.more', { id: 'more-filters', popover: 'auto' }, form);
    return [h('button.quiet', { type: 'button', popovertarget: 'more-filters' }, t('filter.more')), this.panel];
  }

  #none() {
    return Object.fromEntries([...MORE, 'q', 'site', 'sort'].map((name) => [name, '']));
  }

  #chips() {
    const set = [...MORE, 'q'].filter((name) => this.filter[name]);
    if (set.length === 0) return null;
    return h('p.chips', {}, set.map((name) => h('button.chip', { type: 'button', onclick: () => this.change({ [name]: '' }) },
      h('span', {}, `${t(`filter.${name}`)}: `, h('bdi', {}, this.#value(name))), h('span', { 'aria-hidden': 'true' }, '×'),
      h('span.unseen', {}, t('filter.remove')))));
  }

  #value(name) {
    const value = this.filter[name];
    if (name === 'signal' && has(`signal.${value}`)) return t(`signal.${value}`);
    return name === 'author' ? `…${value.slice(-6)}` : value;
  }

  draw() {
    fill(this.element, h('div.line', {}, this.#status(), this.#site(), this.#words(), this.#more(), this.count), this.#chips());
  }
}
