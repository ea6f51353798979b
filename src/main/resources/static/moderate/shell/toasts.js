/** Short messages: shown at the foot for a while, and read out. `announce` is only read out. */
import { h } from './dom.js';
import { t } from './i18n.js';

const SECONDS = 8;
let region = null;
let voice = null;

/** Makes the regions; the layout places them once. */
export function regions() {
  region = h('div.toasts', { role: 'status' });
  voice = h('div.unseen', { 'aria-live': 'polite' });
  return [region, voice];
}

/** Shows a message. `action` is `{ label, run }`; `kind` 'error' stays until it is closed. */
export function say(text, { kind = 'note', action = null } = {}) {
  const toast = h(`div.toast.${kind}`, {}, h('span', {}, text));
  const close = () => toast.remove();
  if (action) {
    toast.append(h('button.link', { type: 'button', onclick: () => { close(); action.run(); } }, action.label));
  }
  toast.append(h('button.close', { type: 'button', 'aria-label': t('dialog.close'), onclick: close }, '×'));
  while (region.childElementCount > 2) region.firstElementChild.remove();
  region.append(toast);
  if (kind !== 'error') setTimeout(close, SECONDS * 1000);
  return close;
}

let pending = 0;

/** Says it to who cannot see it; of many in a row only the last. */
export function announce(text) {
  clearTimeout(pending);
  pending = setTimeout(() => { voice.textContent = text; }, 150);
}
