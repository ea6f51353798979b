/** The buttons of the current comment: what the keys do, for hands on a mouse or a screen. */
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';

/** Key, message key, and the act's name; the first four decide. */
const BUTTONS = [
  ['a', 'act.approve', 'approve', 'decide yes'],
  ['r', 'act.reject', 'reject', 'decide'],
  ['s', 'act.spam', 'spam', 'decide'],
  ['p', 'act.pending', 'pending', 'decide'],
  ['n', 'act.skip', 'skip', 'plain'],
  ['c', 'act.reply', 'reply', 'plain'],
  ['e', 'act.edit', 'edit', 'plain'],
  ['v', 'act.reveal', 'reveal', 'plain'],
  ['t', 'act.trust', 'trust', 'plain'],
  ['b', 'act.ban', 'ban', 'plain'],
  ['o', 'act.open', 'open', 'plain'],
];

const DECIDES = { approve: 'approved', reject: 'rejected', spam: 'spam', pending: 'pending' };

export class Toolbar {
  #buttons = new Map();

  /** @param acts by name: functions */
  constructor(acts) {
    this.element = h('div.toolbar', { role: 'group', 'aria-label': t('act.label') });
    for (const [key, label, name, kind] of BUTTONS) {
      const text = h('span', {}, t(label));
      const button = h('button', { type: 'button', class: kind, 'data-act': name, onclick: () => acts[name]() },
        text, h('kbd', { 'aria-hidden': 'true' }, key.toUpperCase()));
      this.#buttons.set(name, { button, text });
      this.element.append(button);
    }
  }

  #show(name, shown) {
    this.#buttons.get(name).button.hidden = !shown;
  }

  /** The toolbar, as it fits this comment. */
  for(item, status) {
    for (const [name, to] of Object.entries(DECIDES)) this.#show(name, status !== to && status !== 'withdrawn');
    this.#show('skip', status === 'pending');
    this.#show('reply', status === 'pending' || status === 'approved');
    this.#show('edit', status !== 'withdrawn');
    this.#show('reveal', item.email !== null);
    this.#show('open', Boolean(item.thread.url));
    for (const [name, standing] of [['trust', 'trusted'], ['ban', 'banned']]) {
      this.#show(name, item.author !== null);
      const is = item.author?.standing === standing;
      this.#buttons.get(name).text.textContent = t(is ? `act.un${name}` : `act.${name}`);
    }
    return this.element;
  }
}
