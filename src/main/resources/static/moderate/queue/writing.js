/** Writing: a public reply to a comment, and a correction of its text. What was typed is kept until it was taken. */
import { api } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { outbox } from './outbox.js';

const drafts = new Map();
const DRAFTS = 50;

function keep(key, text) {
  drafts.delete(key);
  drafts.set(key, text);
  if (drafts.size > DRAFTS) drafts.delete(drafts.keys().next().value);
}

function form({ key, label, value, submit, extra = null, send, done }) {
  const area = h('textarea', { rows: 4, dir: 'auto', required: true, maxlength: 10_000, value: drafts.get(key) ?? value });
  const error = h('p.error', { role: 'alert' });
  const button = h('button.primary', { type: 'submit' }, submit, h('kbd', { 'aria-hidden': 'true' }, 'Ctrl ⏎'));
  const close = () => done(null);
  const submitted = async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    error.textContent = '';
    try {
      const answer = await send(area.value);
      drafts.delete(key);
      done(answer);
    } catch (problem) {
      error.textContent = problem.errors?.map((one) => one.detail).join(' ') || (problem.status ? problem.message : t('writing.unknown'));
      button.disabled = false;
    }
  };
  area.addEventListener('input', () => keep(key, area.value));
  const element = h('form.writing', {
    onsubmit: submitted,
    onkeydown: (event) => {
      if (event.key === 'Escape') close();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
    },
  },
  h('label.field', {}, h('span', {}, label), area), extra, error,
  h('p.buttons', {}, h('button', { type: 'button', onclick: close }, t('dialog.cancel')), button));
  queueMicrotask(() => { area.focus(); area.setSelectionRange(area.value.length, area.value.length); });
  return element;
}

/** `done(reply)` is called with the published reply, or null when it was given up. */
export function replyForm(item, status, done) {
  return form({
    key: `reply ${item.id}`,
    label: t(status === 'pending' ? 'reply.labelApproves' : 'reply.label', { name: item.name }),
    value: '',
    submit: t('reply.submit'),
    send: (body) => api.post(`/moderation/comments/${item.id}/reply`, { body }),
    done,
  });
}

/** `done(comment)` is called with the comment as it is then, or null. */
export function editForm(item, done) {
  const reason = h('input', { type: 'text', maxlength: 500, autocomplete: 'off' });
  return form({
    key: `edit ${item.id} ${item.version}`,
    label: t('edit.label', { name: item.name }),
    value: item.body,
    submit: t('edit.submit'),
    extra: h('label.field', {}, h('span', {}, t('edit.reason')), reason),
    send: async (body) => {
      if (outbox.of(item.id)) await outbox.flush();
      return api.patch(`/moderation/comments/${item.id}`, { version: item.version, body, reason: reason.value.trim() || null });
    },
    done,
  });
}
