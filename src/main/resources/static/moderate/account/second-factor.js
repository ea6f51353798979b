/** The second factor: set up with an app, confirmed by a code, with recovery codes for the day when the phone is lost. */
import { api } from '../shell/api.js';
import { open } from '../shell/dialog.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { go, place as placeOf } from '../shell/router.js';
import { session } from '../shell/session.js';
import { say } from '../shell/toasts.js';
import { Form, field, line, messageOf, secret } from '../parts/form.js';
import { qrPicture } from './qr.js';
import { showRecoveryCodes } from './recovery-codes.js';

const PATH = '/session/second-factor';

/** Asks for the password and does something with it; resolves to the answer, or to null when dismissed. */
function withPassword(title, text, submit, act, kind = 'primary') {
  return open(title, (close) => [
    h('p', {}, text),
    new Form({
      fields: [field('password', t('signin.password'), secret('current-password'))],
      submit, kind, cancel: close, send: ({ password }) => act(password), done: (answer) => close(answer ?? true),
    }).element,
  ]);
}

class SecondFactorPanel {
  constructor(place) {
    this.place = place;
  }

  async show() {
    try {
      const state = await api.get(PATH);
      fill(this.place, state.enabled ? this.on(state) : this.off(state));
    } catch (error) {
      fill(this.place, h('p.none', {}, messageOf(error)));
    }
  }

  on({ required, recoveryCodesLeft }) {
    return [
      h('p', {}, h('span.tag.good', {}, t('account.on'))),
      h('p', {}, t('account.codesLeft', { n: recoveryCodesLeft })),
      h('p.buttons', {},
        h('button', { type: 'button', onclick: () => this.renewCodes() }, t('account.newCodes')),
        !required && h('button.danger', { type: 'button', onclick: () => this.turnOff() }, t('account.turnOff'))),
      required && h('p.hint', {}, t('account.required')),
    ];
  }

  off({ required }) {
    return [
      h('p', {}, h(`span.tag.${required ? 'warn' : 'plain'}`, {}, t('account.off'))),
      h('p.buttons', {}, h('button.primary', { type: 'button', onclick: () => this.setUp() }, t('account.setUp'))),
    ];
  }

  async setUp() {
    const made = await withPassword(t('account.setUp'), t('account.setUpText'), t('account.next'), (password) => api.post(PATH, { password }));
    if (!made) return;
    const answer = await confirmCode(made);
    if (!answer) return;
    await showRecoveryCodes(answer.recoveryCodes);
    await this.nowOn();
  }

  /** An admin may have kept everything else shut until now. */
  async nowOn() {
    const wasShut = session.me.secondFactor === 'to-be-set-up';
    await session.load();
    if (wasShut && session.me) {
      say(t('account.turnedOn'));
      await go(placeOf());
      return;
    }
    say(t('account.turnedOn'));
    await this.show();
  }

  async renewCodes() {
    const answer = await withPassword(t('account.newCodes'), t('account.newCodesText'), t('account.newCodes'),
      (password) => api.post(`${PATH}/recovery-codes`, { password }));
    if (!answer) return;
    await showRecoveryCodes(answer.recoveryCodes);
    await this.show();
  }

  async turnOff() {
    const done = await withPassword(t('account.turnOff'), t('account.turnOffText'), t('account.turnOff'),
      (password) => api.delete(PATH, { password }), 'danger');
    if (!done) return;
    await session.load();
    say(t('account.turnedOff'));
    await this.show();
  }
}

/** Shows the secret and asks for the first code; resolves to the answer with the recovery codes. */
function confirmCode({ secret: text, uri, qr }) {
  const code = line({ inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 10, dir: 'ltr', autofocus: true });
  return open(t('account.setUp'), (close) => [
    h('p', {}, t('account.scan')),
    h('div.scan', {}, qrPicture(qr, t('account.qr')),
      h('div', {}, h('p', {}, h('a', { href: uri }, t('account.openApp'))), h('p', {}, t('account.byHand')),
        h('code.secret', { dir: 'ltr' }, text.replace(/(.{4})(?=.)/g, '$1 ')))),
    new Form({
      fields: [field('code', t('account.code'), code)],
      submit: t('account.confirm'), cancel: close,
      send: (values) => confirmed(values.code.replace(/\s/g, '')),
      done: close,
    }).element,
  ]);
}

async function confirmed(code) {
  try {
    return await api.put(PATH, { code });
  } catch (error) {
    if (error.slug === 'bad-credentials') error.errors = [{ pointer: '/code', code: 'code-wrong', detail: t('account.codeWrong') }];
    throw error;
  }
}

export const secondFactorPanel = (place) => new SecondFactorPanel(place).show();
