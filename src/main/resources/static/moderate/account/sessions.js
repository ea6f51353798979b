/** Where I am signed in, and a way to end it there. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { ago, moment, t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';
import { messageOf } from '../parts/form.js';

function row(one, end) {
  return h('li', {},
    h('div', {}, h('span.title', {}, t('account.since', { time: moment(one.createdAt) })), one.current && h('span.tag.good', {}, t('account.here')),
      h('div.facts', {}, h('span', {}, t('account.lastUsed', { time: ago(one.lastUsedAt) })))),
    !one.current && h('div.acts', {},
      h('button', { type: 'button', 'aria-label': `${t('account.end')}: ${moment(one.createdAt)}`, onclick: () => end(one) }, t('account.end'))));
}

export async function sessionsPanel(place) {
  const end = async (one) => {
    try {
      await api.delete(`/session/all/${encodeURIComponent(one.id)}`);
      say(t('account.ended'));
      await sessionsPanel(place);
    } catch (error) {
      say(messageOf(error), { kind: 'error' });
    }
  };
  try {
    const { sessions } = await api.get('/session/all');
    fill(place, h('ul.rows', {}, sessions.map((one) => row(one, end))));
  } catch (error) {
    fill(place, h('p.none', {}, messageOf(error)));
  }
}
