/** WordPress's two lists, "Comment Moderation" and "Disallowed Comment Keys", pasted as they are. */
import { api } from '../shell/api.js';
import { open } from '../shell/dialog.js';
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';
import { Form, field, select } from '../parts/form.js';
import { siteChoice } from '../parts/sites.js';

/** Resolves to true when rules were made of a list, else to null. */
export async function pasteList() {
  const site = await siteChoice('');
  const text = h('textarea', { rows: 10, dir: 'auto', spellcheck: 'false', autofocus: true });
  const done = await open(t('rules.paste'), (close) => [
    h('p', {}, t('rules.pasteText')),
    new Form({
      fields: [
        field('list', t('rules.list'), select([['moderation', t('rules.list.moderation')], ['disallowed', t('rules.list.disallowed')]], 'moderation')),
        field('text', t('rules.listText'), text, { help: t('rules.listHelp') }),
        field('site', t('parts.site'), site, { read: (input) => input.value || null }),
      ],
      submit: t('rules.takeOver'), cancel: close, send: (values) => api.post('/admin/rules/import', values), done: close,
    }).element,
  ]);
  if (!done) return null;
  say(t('rules.imported', done));
  return true;
}
