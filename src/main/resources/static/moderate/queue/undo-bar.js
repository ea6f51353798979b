/** For ten seconds: what was just done, and the way back. After that the list of steps (h) still has it. */
import { h, fill } from '../shell/dom.js';
import { ago, t } from '../shell/i18n.js';
import { open } from '../shell/dialog.js';
import { decided, nameOf, steps, undo } from './decisions.js';

const SECONDS = 10;

export class UndoBar {
  #timer = 0;

  constructor() {
    this.text = h('span');
    this.button = h('button', { type: 'button', onclick: () => undo() }, t('undo.undo'), h('kbd', { 'aria-hidden': 'true' }, 'U'));
    this.element = h('div.undo', { hidden: true }, this.text, this.button);
    this.onTaken = (event) => this.#show(event.detail);
    this.onUndone = () => this.#hide();
    decided.addEventListener('taken', this.onTaken);
    decided.addEventListener('undone', this.onUndone);
  }

  stop() {
    clearTimeout(this.#timer);
    decided.removeEventListener('taken', this.onTaken);
    decided.removeEventListener('undone', this.onUndone);
  }

  #show(step) {
    const [first] = step.entries;
    fill(this.text, h('b', {}, h('bdi', {}, nameOf(step))), step.entries.length === 1 && [' ', h('bdi.what', {}, first.label.text)]);
    this.element.hidden = false;
    this.element.className = `undo ${step.to}`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hide(), SECONDS * 1000);
  }

  #hide() {
    this.element.hidden = true;
  }
}

function row(step, close) {
  const [first] = step.entries;
  return h('li', {},
    h('span', {}, h('bdi', {}, nameOf(step)), ' ', h('bdi.what', {}, step.entries.length === 1 ? first.label.text : '')),
    h('time', {}, ago(step.at)),
    step.undone ? h('small', {}, t('undo.undone'))
      : h('button', { type: 'button', onclick: () => { undo(step); close(); } }, t('undo.undo')));
}

/** The steps of this page, the newest first, each with the way back. */
export function showSteps() {
  const newest = steps.slice(-100).reverse();
  return open(t('steps.title'), (close) => [
    newest.length ? h('ol.steps', {}, newest.map((step) => row(step, close))) : h('p', {}, t('steps.none')),
    h('p.buttons', {}, h('button.primary', { type: 'button', autofocus: true, onclick: () => close() }, t('dialog.close'))),
  ], { wide: true });
}
