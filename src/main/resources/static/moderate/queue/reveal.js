/** Shows the email behind a comment: asks why, for the audit keeps it. */
import { api } from '../shell/api.js';
import { prompt } from '../shell/dialog.js';
import { t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';

/** Resolves to the email, or null. It is never kept beyond the page. */
export async function reveal(item) {
  const reason = await prompt(t('reveal.title', { name: item.name }), {
    text: t('reveal.explain'),
    label: t('reveal.reason'),
    submit: t('reveal.submit'),
    required: true,
    choices: [t('reveal.answer'), t('reveal.legal'), t('reveal.abuse')],
  });
  if (!reason) return null;
  try {
    return (await api.post(`/moderation/comments/${item.id}/email`, { reason })).email;
  } catch (error) {
    const known = { 403: 'reveal.forbidden', 404: 'reveal.none' }[error.status];
    say(known ? t(known) : error.status ? error.message : t('shell.noAnswer'), { kind: 'error' });
    return null;
  }
}
