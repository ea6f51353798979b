/** A new password for oneself. All other sessions end with it. */
import { api } from '../shell/api.js';
import { fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';
import { Form, field, secret } from '../parts/form.js';

export function passwordPanel(place) {
  const form = new Form({
    fields: [
      field('old', t('account.old'), secret('current-password')),
      field('new', t('account.new'), secret('new-password'), { help: t('account.passwordRules') }),
    ],
    submit: t('account.change'),
    send: (values) => change(form, values),
    done: () => {
      say(t('account.changed'));
      passwordPanel(place);
    },
  });
  fill(place, form.element);
}

async function change(form, values) {
  try {
    await api.post('/session/password', values);
  } catch (error) {
    if (error.slug !== 'bad-credentials') throw error;
    error.errors = [{ pointer: '/old', code: 'password-wrong', detail: t('account.wrong') }];
    throw error;
  }
}
