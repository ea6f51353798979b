/** What the sections of the settings share. */
import { confirm } from '../shell/dialog.js';
import { h } from '../shell/dom.js';
import { say } from '../shell/toasts.js';
import { messageOf } from '../parts/form.js';

/** The head of a section: what it is for, and its buttons, `[label, run, kind]`. */
export function head(text, ...buttons) {
  return h('div.section-head', {}, h('p.hint', {}, text),
    h('div.acts', {}, buttons.map(([label, run, kind = '']) => h(`button${kind && `.${kind}`}`, { type: 'button', onclick: run }, label))));
}

/** A way to show a section anew; a refusal is told at the foot. */
export const reloading = (section, ...values) => async () => {
  try {
    await section(...values);
  } catch (error) {
    say(messageOf(error), { kind: 'error' });
  }
};

/** A small button in a row. Its name for who cannot see the row tells what it acts on. */
export const act = (label, of, run) => h('button', { type: 'button', 'aria-label': `${label}: ${of}`, onclick: run }, label);

/** Does something and shows the section anew; a refusal is told at the foot. */
export async function doing(run, again, done = null) {
  try {
    await run();
    if (done) say(done);
  } catch (error) {
    say(messageOf(error), { kind: 'error' });
  }
  await again();
}

/** The same after a yes. */
export async function doingAfterYes([title, text, label], run, again, done = null) {
  if (await confirm(title, text, label, { kind: 'danger' })) await doing(run, again, done);
}
