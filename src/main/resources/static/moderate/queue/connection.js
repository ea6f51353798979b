/** Says in the bar what has not reached the server yet, and leaves nobody in doubt that it is kept. */
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { layout, beforeSignOut } from '../shell/layout.js';
import { say } from '../shell/toasts.js';
import { outbox } from './outbox.js';

/** What is on its way for less than this is no news. */
const QUIET = 1500;
let timer = 0;
let warned = false;

function draw() {
  clearTimeout(timer);
  const n = outbox.unsent;
  const late = n > 0 && (outbox.trouble || Date.now() - outbox.since > QUIET);
  if (n > 0 && !late) timer = setTimeout(draw, QUIET);
  if (!late) {
    layout.state(null);
    return;
  }
  layout.state(h('button.unsent', { type: 'button', title: t('unsent.explain'), onclick: () => outbox.flush() }, t('unsent.count', { n })));
}

let begun = false;

/** Begins to watch; once. */
export function watchConnection() {
  draw();
  if (begun) return;
  begun = true;
  outbox.addEventListener('changed', draw);
  outbox.addEventListener('not-kept', () => {
    if (!warned) say(t('unsent.notKept'), { kind: 'error' });
    warned = true;
  });
  addEventListener('beforeunload', (event) => { if (warned && outbox.unsent) event.preventDefault(); });
  beforeSignOut(() => (outbox.unsent ? t('unsent.stay', { n: outbox.unsent }) : null));
}
