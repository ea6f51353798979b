/** What can be done with the selected comments; there while some are selected. */
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';

const ACTS = [['a', 'approved', 'act.approve'], ['r', 'rejected', 'act.reject'], ['s', 'spam', 'act.spam'], ['p', 'pending', 'act.pending']];

export class BulkBar {
  /**
   * @param acts `{ decide(to), all(), none() }`
   * @param signal ends it
   */
  constructor(list, acts, signal) {
    this.list = list;
    this.acts = acts;
    this.element = h('div.bulk', { role: 'group', 'aria-label': t('bulk.label'), hidden: true });
    list.addEventListener('change', () => this.draw(), { signal });
  }

  /** While all pages are loaded: how far that is. */
  busy(text) {
    this.working = text;
    this.draw();
  }

  draw() {
    const { list } = this;
    const n = list.selected.size;
    const state = [n, list.ids.length, list.ended, this.working].join();
    if (state === this.state) return;
    this.state = state;
    this.element.hidden = n === 0 && !this.working;
    if (this.element.hidden) return;
    const all = n === list.ids.length && list.ended;
    fill(this.element,
      h('b', { role: 'status' }, this.working ?? t('bulk.selected', { n })),
      ACTS.filter(([, to]) => to !== list.filter.status).map(([key, to, label]) => h(`button${to === 'approved' ? '.yes' : ''}`, {
        type: 'button', disabled: Boolean(this.working), onclick: () => this.acts.decide(to),
      }, t(label), h('kbd', { 'aria-hidden': 'true' }, key.toUpperCase()))),
      !all && h('button.link', { type: 'button', onclick: () => this.acts.all() }, t('bulk.all')),
      h('button.link', { type: 'button', onclick: () => this.acts.none() }, t('bulk.none')));
  }
}
