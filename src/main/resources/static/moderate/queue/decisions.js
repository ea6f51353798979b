/**
 * Deciding: on one comment or on many, and taking it back. Remembers what was decided on this page, the newest last, so that
 * each can be taken back for as long as the page lives.
 */
import { announce } from '../shell/toasts.js';
import { confirm } from '../shell/dialog.js';
import { t } from '../shell/i18n.js';
import { excerpt } from './card.js';
import { outbox } from './outbox.js';

const ASK_OVER = 25;
const REMEMBERED = 500;

/** The steps taken since the desk was opened: `{ to, entries, at, undone }`. */
export const steps = [];

/** Events: 'taken' and 'undone', each with the step as `detail`. */
export const decided = new EventTarget();

/** Somebody else sits here now: what the one before did is not theirs to take back. */
export function forgetSteps() {
  steps.length = 0;
}

function tell(type, step) {
  decided.dispatchEvent(new CustomEvent(type, { detail: step }));
}

function take(item, from, to, reason, group) {
  return outbox.add({
    id: item.id, version: item.version, from, to, reason, group, label: { name: item.name, text: excerpt(item.body, 60) },
  });
}

/**
 * Decides on these comments, each `{ item, status }` as it stands before. What has that status already is left alone.
 * Over 25 asks first. Resolves to the ids that were decided on.
 */
export function decide(seen, to, { reason = null } = {}) {
  const meant = seen.filter(({ status }) => status !== to && status !== 'withdrawn');
  if (meant.length === 0) return [];
  const group = meant.length > 1 ? Date.now() : null;
  const entries = meant.map(({ item, status }) => take(item, status, to, reason, group));
  const step = { to, entries, at: Date.now(), undone: false };
  steps.push(step);
  if (steps.length > REMEMBERED) steps.shift();
  announce(nameOf(step));
  tell('taken', step);
  return meant.map(({ item }) => item.id);
}

/** Whether so many may be decided at once: a question over 25. */
export async function agreed(count, to) {
  if (count <= ASK_OVER) return true;
  return confirm(t(`bulk.ask.${to}`, { n: count }), t('bulk.explain'), t(`bulk.do.${to}`, { n: count }),
    { kind: to === 'approved' ? 'primary' : 'danger' });
}

/** What a step did, in a few words. */
export function nameOf(step) {
  const { to, entries } = step;
  if (entries.length === 1) return t(`did.${to}`, { name: entries[0].label.name });
  return t(`did.many.${to}`, { n: entries.length });
}

/** Takes a step back, the last one unless told which; null when there is none. */
export function undo(step = steps.findLast((one) => !one.undone)) {
  if (!step || step.undone) return null;
  step.undone = true;
  for (const entry of step.entries) outbox.undo(entry);
  announce(t('undo.done'));
  tell('undone', step);
  return step;
}
