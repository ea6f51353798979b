/** Recovery codes, which are shown this once: to be copied, printed, or kept as a file. */
import { open } from '../shell/dialog.js';
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { copyButton } from '../parts/copy.js';

/** Resolves when they have been kept: only ticking the box lets one go on. */
export async function showRecoveryCodes(codes) {
  let kept = false;
  while (!kept) kept = await once(codes);
}

function once(codes) {
  return open(t('account.codes'), (close) => {
    const done = h('button.primary', { type: 'button', disabled: true, onclick: () => close(true) }, t('account.done'));
    const box = h('input', { type: 'checkbox', onchange: (event) => { done.disabled = !event.target.checked; } });
    return [
      h('p', {}, t('account.codesText')),
      h('ol.codes', { dir: 'ltr', 'aria-label': t('account.codes') }, codes.map((code) => h('li', {}, h('code', {}, code)))),
      h('p.chips', {}, copyButton(() => codes.join('\n')), h('button', { type: 'button', onclick: () => print() }, t('account.print'))),
      h('p.buttons', {}, h('label.check', {}, box, t('account.kept')), done),
    ];
  });
}
