/** Dialogs, by the browser's own <dialog>: modal, Escape closes, the focus returns to where it was. */
import { h, fill } from './dom.js';
import { t } from './i18n.js';

/**
 * Opens a dialog and resolves when it is closed: to what `close` was given, or null when it was dismissed.
 * `content(close)` returns the nodes below the heading.
 */
export function open(title, content, { wide = false } = {}) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    let result = null;
    const dialog = h(`dialog${wide ? '.wide' : ''}`, { 'aria-labelledby': 'dialog-title' });
    const close = (value = null) => {
      result = value;
      dialog.close();
    };
    fill(dialog, h('h2', { id: 'dialog-title' }, title), content(close));
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(result);
    });
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) close();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function buttons(close, label, kind) {
  return h('p.buttons', {},
    h('button', { type: 'button', onclick: () => close() }, t('dialog.cancel')),
    h(`button.${kind}`, { type: 'submit', autofocus: true }, label));
}

/** Asks for a yes. Resolves to true or null. */
export function confirm(title, text, label, { kind = 'primary' } = {}) {
  return open(title, (close) => h('form', {
    method: 'dialog',
    onsubmit: (event) => { event.preventDefault(); close(true); },
  }, h('p', {}, text), buttons(close, label, kind)));
}

/** Asks for a line of text. Resolves to it, or null. `choices` are offered as buttons that fill it in. */
export function prompt(title, { text = '', label, submit, required = false, choices = [], value = '', kind = 'primary' }) {
  return open(title, (close) => {
    const field = h('input', { type: 'text', maxlength: 500, required, value, autocomplete: 'off', autofocus: true });
    const offer = (choice) => h('button.chip', { type: 'button', onclick: () => { field.value = choice; field.focus(); } }, choice);
    return h('form', {
      method: 'dialog',
      onsubmit: (event) => { event.preventDefault(); close(field.value.trim()); },
    },
    text && h('p', {}, text),
    h('label.field', {}, h('span', {}, label), field),
    choices.length > 0 && h('p.chips', {}, choices.map(offer)),
    h('p.buttons', {},
      h('button', { type: 'button', onclick: () => close() }, t('dialog.cancel')),
      h(`button.${kind}`, { type: 'submit' }, submit)));
  });
}
