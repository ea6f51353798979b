/** API tokens: each is shown once, when it is made. */
import { api } from '../shell/api.js';
import { open } from '../shell/dialog.js';
import { h, fill } from '../shell/dom.js';
import { ago, moment, t } from '../shell/i18n.js';
import { Form, field, line, select } from '../parts/form.js';
import { copyBlock } from '../parts/copy.js';
import { act, doingAfterYes, head, reloading } from './section.js';

function row(token, again) {
  const revoke = () => doingAfterYes([t('tokens.revoke'), t('tokens.revokeText', { name: token.name }), t('tokens.revoke')],
    () => api.delete(`/tokens/${token.id}`), again, t('tokens.revoked'));
  return h('li', {},
    h('div', {}, h('bdi.title', {}, token.name), h('span.tag.plain', {}, t(`role.${token.role}`)),
      h('div.facts', {}, h('span', {}, t('tokens.made', { by: token.madeBy, time: moment(token.createdAt) })),
        h('span', {}, token.lastUsedAt ? t('tokens.used', { time: ago(token.lastUsedAt) }) : t('tokens.unused')))),
    h('div.acts', {}, act(t('tokens.revoke'), token.name, revoke)));
}

async function make(again) {
  const made = await open(t('tokens.make'), (close) => new Form({
    fields: [
      field('name', t('tokens.name'), line({ maxlength: 100 }), { help: t('tokens.nameHelp') }),
      field('role', t('people.role'), select([['moderator', t('role.moderator')], ['admin', t('role.admin')]], 'moderator')),
    ],
    submit: t('tokens.make'), cancel: close, send: (values) => api.post('/tokens', values), done: close,
  }).element);
  if (!made) return;
  await open(t('tokens.isMade'), (close) => [
    h('p', {}, t('tokens.once')),
    copyBlock(made.token, t('tokens.isMade')),
    h('p.buttons', {}, h('button.primary', { type: 'button', onclick: () => close() }, t('account.done'))),
  ]);
  await again();
}

export async function tokensSection(content) {
  const again = reloading(tokensSection, content);
  const { tokens } = await api.get('/tokens');
  fill(content, head(t('tokens.text'), [t('tokens.make'), () => make(again), 'primary']),
    tokens.length ? h('ul.rows', {}, tokens.map((token) => row(token, again))) : h('p.none', {}, t('tokens.none')));
}
