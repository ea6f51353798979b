/** Who may moderate what. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { show } from '../shell/router.js';
import { session } from '../shell/session.js';
import { addPerson, changePerson } from './person.js';
import { act, doing, doingAfterYes, head, reloading } from './section.js';

const path = (person) => `/admin/moderators/${encodeURIComponent(person.username)}`;

function tags(person) {
  return [
    person.role === 'admin' && h('span.tag.plain', {}, t('role.admin')),
    !person.enabled && h('span.tag.bad', {}, t('people.disabled')),
    person.secondFactor === 'on' && h('span.tag.good', {}, t('people.factorOn')),
    person.secondFactor === 'to-be-set-up' && h('span.tag.warn', {}, t('people.factorWaits')),
  ];
}

/** The own name stands in the bar, and a second factor may be demanded of oneself. */
async function change(person, again) {
  if (!await changePerson(person)) return;
  if (person.username !== session.me.username) {
    await again();
    return;
  }
  await session.load();
  await show({ again: true });
}

function acts(person, again) {
  const isMe = person.username === session.me.username;
  const disable = () => doingAfterYes(
    [t('people.disable'), t('people.disableText', { name: person.displayName }), t('people.disable')],
    () => api.delete(path(person)), again, t('people.isDisabled'));
  const enable = () => doing(() => api.put(path(person), { enabled: true }), again, t('people.isEnabled'));
  const reset = () => doingAfterYes(
    [t('people.reset'), t('people.resetText', { name: person.displayName }), t('people.reset')],
    () => api.delete(`${path(person)}/second-factor`), again, t('people.isReset'));
  return h('div.acts', {},
    person.secondFactor === 'on' && !isMe && act(t('people.reset'), person.username, reset),
    act(t('parts.edit'), person.username, () => change(person, again)),
    !isMe && (person.enabled ? act(t('people.disable'), person.username, disable) : act(t('people.enable'), person.username, enable)));
}

function row(person, again) {
  return h('li', { class: person.enabled ? null : 'off' },
    h('div', {}, h('bdi.title', {}, person.displayName), tags(person),
      h('div.facts', {}, h('span', { dir: 'ltr' }, person.username),
        h('span', {}, person.sites ? person.sites.join(', ') : t('parts.allSites')))),
    acts(person, again));
}

export async function peopleSection(content) {
  const again = reloading(peopleSection, content);
  const { moderators } = await api.get('/admin/moderators');
  fill(content, head(t('people.text'), [t('people.add'), async () => { if (await addPerson()) await again(); }, 'primary']),
    h('ul.rows', {}, moderators.map((person) => row(person, again))));
}
