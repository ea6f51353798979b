/** Decisions that did not apply, kept in view until somebody has read them: a colleague was faster, or the comment changed. */
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { place } from '../shell/router.js';
import { outbox, wentThrough } from './outbox.js';
import { session } from '../shell/session.js';

const SHOWN = 5;
const all = [];

function sentence({ entry, result }) {
  const values = { by: result.decidedBy ?? '', name: entry.label.name };
  if (result.outcome === 'not-found' || result.outcome === 'forbidden') return t(`conflict.${result.outcome}`, values);
  if (result.outcome === 'refused') return t('conflict.refused', { ...values, why: result.detail });
  if (result.status === 'withdrawn') return t('conflict.withdrawn', values);
  if (result.decidedBy && result.status !== entry.from && result.decidedBy !== session.me?.username) {
    return t(`conflict.by.${result.status}`, values);
  }
  return t('conflict.changed', values);
}

/** Whether it is worth a word: an `unchanged` is what was wanted. */
export const isConflict = (result) => !wentThrough(result);

/** Somebody else sits here now. */
export function forgetConflicts() {
  all.length = 0;
}

export class Conflicts {
  constructor() {
    this.element = h('section.conflicts', { role: 'status', 'aria-label': t('conflict.title') });
    this.onAnswer = ({ detail }) => {
      if (!isConflict(detail.result)) return;
      all.push(detail);
      this.draw();
    };
    outbox.addEventListener('answered', this.onAnswer);
    this.draw();
  }

  stop() {
    outbox.removeEventListener('answered', this.onAnswer);
  }

  #dismiss(one) {
    all.splice(all.indexOf(one), 1);
    this.draw();
  }

  draw() {
    const rows = all.slice(-SHOWN).map((one) => h('li', {},
      h('span', {}, sentence(one), ' ', h('bdi.what', {}, one.entry.label.text)),
      h('a', { href: place(`comments/${one.entry.id}`) }, t('conflict.look')),
      h('button.link', { type: 'button', onclick: () => this.#dismiss(one) }, t('conflict.dismiss'))));
    const more = all.length - rows.length;
    fill(this.element, rows.length > 0 && h('ul', {}, rows),
      all.length > 1 && h('p', {}, more > 0 && t('conflict.more', { n: more }), ' ',
        h('button.link', { type: 'button', onclick: () => { all.length = 0; this.draw(); } }, t('conflict.dismissAll'))));
    this.element.hidden = rows.length === 0;
  }
}
