/**
 * One key each. A page gives its keys as a list of `{ key, label, run(event), group?, repeat? }`: `key` is 'a', '?', 'ArrowDown',
 * 'Shift+A'; `label` a message key; `repeat` lets a held key act again (never for a decision: who falls asleep on a key has not
 * decided anything). Keys do nothing while somebody types, or while a dialog is open, or when single keys are switched off
 * (WCAG 2.1.4).
 */
import { h } from './dom.js';
import { t } from './i18n.js';
import { open } from './dialog.js';

const OFF = 'greenroom.keys-off';
let ofPage = [];

function typed(event) {
  const { key, code } = event;
  // on an Urdu keyboard the A key is not "a": what counts is where it is
  const latin = /^[\x21-\x7e]$/.test(key) || key.length > 1 ? key : code.replace(/^Key/, '').toLowerCase();
  return event.shiftKey && /^[a-z]$/i.test(latin) ? `Shift+${latin.toUpperCase()}` : latin.length === 1 ? latin.toLowerCase() : latin;
}

function isTyping(target) {
  return target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
}

/** A key that a focused control wants for itself. */
function isTaken(event) {
  return ['Enter', ' '].includes(event.key) && event.target.closest('a, button, summary, input') !== null;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || isTaken(event) || document.querySelector('dialog[open]')) return;
  if (keys.off && event.key.length === 1) return;
  const name = typed(event);
  if (name === '?') {
    event.preventDefault();
    keys.help();
    return;
  }
  const entry = ofPage.find((one) => one.key === name || one.also === name);
  if (!entry) return;
  event.preventDefault();
  if (!event.repeat || entry.repeat) entry.run(event);
}

function row(entry) {
  const shown = [entry.key, entry.also].filter(Boolean).map((key) => h('kbd', {}, key.replace('Shift+', '⇧ ').replace('Arrow', '')));
  return h('div', {}, h('dt', {}, shown), h('dd', {}, t(entry.label)));
}

export const keys = {
  /** Whether single keys are switched off in this browser. */
  get off() {
    return localStorage.getItem(OFF) !== null;
  },

  set off(value) {
    if (value) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  },

  /** The keys of the page that is shown. */
  page(list) {
    ofPage = list ?? [];
  },

  start() {
    document.addEventListener('keydown', pressed);
  },

  /** Shows what each key does. */
  help() {
    const groups = Map.groupBy ? Map.groupBy(ofPage, (entry) => entry.group ?? 'keys.page') : new Map([['keys.page', ofPage]]);
    return open(t('keys.title'), (close) => [
      h('div.keymap', {}, [...groups].map(([name, list]) => h('section', {}, h('h3', {}, t(name)), h('dl', {}, list.map(row)))),
        h('section', {}, h('h3', {}, t('keys.everywhere')), h('dl', {}, row({ key: '?', label: 'keys.help' }), row({ key: 'Esc', label: 'keys.close' })))),
      h('p.buttons', {},
        h('label.check', {}, h('input', { type: 'checkbox', checked: !keys.off, onchange: (event) => { keys.off = !event.target.checked; } }), t('keys.on')),
        h('button.primary', { type: 'button', autofocus: true, onclick: () => close() }, t('dialog.close'))),
    ], { wide: true });
  },
};
