/** Trusting and banning authors. */
import { api } from '../shell/api.js';
import { prompt } from '../shell/dialog.js';
import { t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';

async function change(author, standing, reason) {
  const answer = await api.put(`/moderation/authors/${author.id}`, { standing, reason: reason || null });
  return answer?.standing ?? standing;
}

/**
 * Moves the author of a comment to a standing, or back to normal when they have it; a ban asks for a reason first. Resolves to
 * the new standing, or null when nothing was done. `changed(standing)` is told of it, also when it is taken back.
 */
export async function setStanding(item, wanted, changed) {
  const { author } = item;
  if (!author) return;
  const before = author.standing;
  const standing = before === wanted ? 'normal' : wanted;
  let reason = null;
  if (standing === 'banned') {
    reason = await prompt(t('ban.title', { name: item.name }), {
      text: t('ban.explain'), label: t('ban.reason'), submit: t('act.ban'), kind: 'danger',
    });
    if (reason === null) return;
  }
  try {
    changed(await change(author, standing, reason));
    const back = { label: t('undo.undo'), run: async () => changed(await change(author, before, null)) };
    say(t(`standing.now.${standing}`, { name: item.name }), { action: back });
  } catch (error) {
    say(error.status ? error.message : t('shell.noAnswer'), { kind: 'error' });
  }
}
