/** Where I am signed in, and a way to end it there. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { ago, moment, t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';
import { messageOf } from '../parts/form.js';

const BROWSERS = [['Edge', /Edg/], ['Opera', /OPR/], ['Firefox', /Firefox/], ['Chrome', /Chrom(e|ium)/], ['Safari', /Safari/]];
const SYSTEMS = [['Android', /Android/], ['iOS', /iPhone|iPad/], ['Windows', /Windows/], ['macOS', /Mac OS/], ['Linux', /Linux/]];

/** "Firefox, Windows" of a User-Agent; of another client its first words. */
export function agentName(agent) {
  const named = [BROWSERS, SYSTEMS].map((list) => list.find(([, sign]) => sign.test(agent ?? ''))?.[0]).filter(Boolean);
  return named.length ? named.join(', ') : (agent || t('account.unknownAgent')).slice(0, 60);
}

function row(one, end) {
  return h('li', {},
    h('div', {}, h('span.title', { dir: 'auto' }, agentName(one.agent)), one.current && h('span.tag.good', {}, t('account.here')),
      h('div.facts', {}, h('span', {}, t('account.since', { time: moment(one.createdAt) })),
        h('span', {}, t('account.lastUsed', { time: ago(one.lastUsedAt) })))),
    !one.current && h('div.acts', {}, h('button', { type: 'button', onclick: () => end(one) }, t('account.end'))));
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
    const answer = await api.get('/session/all');
    fill(place, h('ul.rows', {}, (answer.sessions ?? answer).map((one) => row(one, end))));
  } catch (error) {
    fill(place, h('p.none', {}, messageOf(error)));
  }
}
