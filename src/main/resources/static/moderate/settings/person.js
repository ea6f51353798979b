/** The dialogs for one person: a new one, or changes to one. */
import { api } from '../shell/api.js';
import { open } from '../shell/dialog.js';
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { session } from '../shell/session.js';
import { Form, field, group, line, select } from '../parts/form.js';
import { copyButton } from '../parts/copy.js';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of five of letters that nobody mistakes: 100 bits. */
function goodPassword() {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('').replace(/(.{5})(?=.)/g, '$1-');
}

function passwordField(label, help) {
  const input = line({ dir: 'ltr', spellcheck: 'false', autocapitalize: 'none' });
  const one = field('password', label, input, { help, read: ({ value }) => value || undefined });
  const make = h('button', { type: 'button', onclick: () => { input.value = goodPassword(); } }, t('people.makePassword'));
  one.element.append(h('p.chips', {}, make, copyButton(() => input.value)));
  return one;
}

/** Checkboxes of all sites; none ticked means all. */
function sitesField(sites, chosen) {
  const boxes = sites.map(({ key, name }) => {
    const box = h('input', { type: 'checkbox', value: key, checked: chosen?.includes(key) ?? false });
    return { box, label: h('label.check', {}, box, h('bdi', {}, name)) };
  });
  const error = h('p.error');
  return {
    name: 'sites',
    pointer: '/sites',
    control: boxes[0]?.box,
    element: group(t('people.sites'), h('small', {}, t('people.sitesHelp')), h('div.pick-sites', {}, boxes.map(({ label }) => label)), error),
    read: () => {
      const keys = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
      return keys.length ? keys : null;
    },
    say: (message) => { error.textContent = message; },
  };
}

const roleField = (role) => field('role', t('people.role'),
  select([['moderator', t('role.moderator')], ['admin', t('role.admin')]], role), { help: t('people.roleHelp') });

const displayNameField = (value) => field('displayName', t('people.displayName'), line({ value, maxlength: 100 }), { help: t('people.displayNameHelp') });

async function dialog(title, fields, submit, send) {
  return open(title, (close) => new Form({ fields, submit, cancel: close, send, done: (answer) => close(answer ?? true) }).element);
}

/** Resolves to the new person, or null. */
export async function addPerson() {
  const { sites } = await api.get('/admin/sites');
  const username = line({ dir: 'ltr', spellcheck: 'false', autocapitalize: 'none', maxlength: 64 });
  return dialog(t('people.add'), [
    displayNameField(''),
    field('username', t('people.username'), username),
    passwordField(t('people.firstPassword'), t('people.firstPasswordHelp')),
    roleField('moderator'),
    sitesField(sites, null),
  ], t('people.add'), (values) => api.post('/admin/moderators', { ...values, password: values.password ?? '' }));
}

/** Resolves to the person as they stand then, or null. */
export async function changePerson(person) {
  const { sites } = await api.get('/admin/sites');
  const isMe = person.username === session.me.username;
  const required = field('secondFactorRequired', t('people.required'), h('input', { type: 'checkbox', checked: person.secondFactorRequired === true }), { help: t('people.requiredHelp') });
  const fields = [
    displayNameField(person.displayName),
    !isMe && roleField(person.role),
    !isMe && sitesField(sites, person.sites),
    'secondFactorRequired' in person && required,
    !isMe && passwordField(t('people.newPassword'), t('people.newPasswordHelp')),
  ].filter(Boolean);
  return dialog(`${t('parts.edit')}: ${person.username}`, fields, t('parts.save'),
    (values) => api.put(`/admin/moderators/${encodeURIComponent(person.username)}`, values));
}
