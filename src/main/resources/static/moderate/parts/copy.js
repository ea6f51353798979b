/** Texts to be copied: beside each a button that does it. */
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { announce } from '../shell/toasts.js';

/** A button that copies what `text()` gives, and says so for a moment. */
export function copyButton(text, label = t('copy.copy')) {
  const button = h('button', { type: 'button' }, label);
  button.addEventListener('click', async () => {
    const done = await copied(text());
    button.textContent = done ? t('copy.done') : t('copy.failed');
    announce(button.textContent);
    setTimeout(() => { button.textContent = label; }, 2_000);
  });
  return button;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A block of text that is not ours to translate, with its button. */
export function copyBlock(text, label) {
  return h('div.copy', {},
    h('pre', { dir: 'ltr', tabindex: 0, role: 'group', 'aria-label': label }, text),
    copyButton(() => text));
}
