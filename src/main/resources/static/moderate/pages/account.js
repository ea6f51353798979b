/** My account: password, second factor, and the places where I am signed in. */
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { session } from '../shell/session.js';
import { passwordPanel } from '../account/password.js';
import { secondFactorPanel } from '../account/second-factor.js';
import { sessionsPanel } from '../account/sessions.js';

/** A part of the page: its name and what it is for at the side, its content beside them. */
function panel(title, text, content) {
  return h('section.panel', {}, h('header', {}, h('h2', {}, title), text && h('p', {}, text)), content);
}

export async function mount(root) {
  const mustSetUp = session.me.secondFactor === 'to-be-set-up';
  const contents = { password: h('div.content'), secondFactor: h('div.content'), sessions: h('div.content') };
  const secondFactor = panel(t('account.secondFactor'), t('account.secondFactorText'), contents.secondFactor);
  const others = [
    panel(t('account.password'), t('account.passwordText'), contents.password),
    panel(t('account.sessions'), t('account.sessionsText'), contents.sessions),
  ];
  fill(root,
    h('div.page-head', {}, h('h1', {}, t('account.title')), h('span.hint', {}, h('bdi', {}, session.me.displayName), ' · ', h('bdi', {}, session.me.username))),
    mustSetUp && h('p.callout', { role: 'status' }, t('account.mustSetUp')),
    mustSetUp ? [secondFactor, others] : [others[0], secondFactor, others[1]]);
  passwordPanel(contents.password);
  await Promise.all([secondFactorPanel(contents.secondFactor), sessionsPanel(contents.sessions)]);
}
