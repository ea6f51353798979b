/** Sign in: name and password, a code where the account asks for one, or an OpenID Connect provider. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { languages, lang, setLanguage, t } from '../shell/i18n.js';
import { go, show, wayBack } from '../shell/router.js';
import { session } from '../shell/session.js';

async function providers() {
  try {
    return (await api.get('/session/providers', {}, { quiet: true })).providers;
  } catch {
    return [];
  }
}

function messageOf(error) {
  if (!error.status) return t('shell.noAnswer');
  if (error.slug === 'bad-credentials') return t('signin.wrong');
  if (error.slug === 'rate-limited') return t('signin.tooMany', { n: Math.ceil(error.retryAfter / 60) || 1 });
  return error.message;
}

class SignInForm {
  constructor(query) {
    this.query = query;
    this.name = h('input', { name: 'username', required: true, autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', dir: 'ltr' });
    this.password = h('input', { name: 'password', type: 'password', required: true, autocomplete: 'current-password', dir: 'ltr' });
    this.remember = h('input', { name: 'remember', type: 'checkbox' });
    this.code = h('input', { name: 'code', autocomplete: 'one-time-code', inputmode: 'text', spellcheck: 'false', maxlength: 64, dir: 'ltr' });
    this.codeField = h('label.field', { hidden: true }, h('span', {}, t('signin.code')), this.code, h('small', {}, t('signin.codeHelp')));
    this.error = h('p.error', { role: 'alert' });
    this.button = h('button.primary.whole', { type: 'submit' }, t('signin.submit'));
    this.element = h('form.sheet', { method: 'post', onsubmit: (event) => this.submit(event) },
      h('img', { src: '/icon.svg', alt: '', width: 40, height: 40 }),
      h('h1', {}, t('signin.title')),
      this.error,
      h('label.field', {}, h('span', {}, t('signin.username')), this.name),
      h('label.field', {}, h('span', {}, t('signin.password')), this.password),
      this.codeField,
      h('label.check', {}, this.remember, t('signin.remember')),
      this.button);
  }

  async submit(event) {
    event.preventDefault();
    if (this.button.disabled) return;
    this.button.disabled = true;
    this.error.textContent = '';
    try {
      await session.signIn(this.name.value.trim(), this.password.value, this.remember.checked, this.code.value.trim());
      await go(wayBack(this.query), { replace: true });
    } catch (error) {
      this.refused(error);
    } finally {
      this.button.disabled = false;
    }
  }

  refused(error) {
    if (error.slug === 'second-factor-required') {
      this.codeField.hidden = false;
      this.code.required = true;
      this.code.focus();
      return;
    }
    this.error.textContent = messageOf(error);
    const field = this.codeField.hidden ? this.password : this.code;
    field.focus();
    field.select();
  }
}

function otherLanguages() {
  const others = Object.entries(languages).filter(([code]) => code !== lang());
  return h('p.languages', {}, others.map(([code, name]) => h('button.link', {
    type: 'button',
    lang: code,
    onclick: async () => { await setLanguage(code); show({ again: true }); },
  }, name)));
}

export async function mount(root, { query }) {
  const form = new SignInForm(query);
  if (session.unreachable) form.error.textContent = t('shell.noAnswer');
  if (query.has('error')) form.error.textContent = t('signin.providerFailed');
  const ways = h('div.ways');
  fill(root, form.element, ways, otherLanguages());
  form.name.focus();
  const offered = await providers();
  if (offered.length) {
    fill(ways, h('p.or', {}, t('signin.or')),
      offered.map(({ href, name }) => h('a.button.whole', { href, target: '_self' }, t('signin.with', { name }))));
  }
}
