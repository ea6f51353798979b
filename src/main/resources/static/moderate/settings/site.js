/** One site: its origins, its limits, and what a publisher puts on their pages for it. */
import { api, Problem } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { place } from '../shell/router.js';
import { say } from '../shell/toasts.js';
import { Form, field, line } from '../parts/form.js';
import { copyBlock } from '../parts/copy.js';
import { originsField } from './sites.js';

/** Settings that are numbers, with the least and the most that the server takes. */
const NUMBERS = { bodyMin: [1, 1_000], bodyMax: [10, 60_000], nameMax: [1, 1_000], emailMax: [6, 254], titleMax: [1, 1_000], threadKeyMax: [1, 500], depth: [1, 10], autoCloseDays: [0, 3_650] };
const SWITCHES = ['closed', 'revealByModerators', 'proof'];

/** What every installation has; the others are shown where the server tells of them. */
const ALWAYS = ['closed', 'revealByModerators'];

const isThere = (settings) => (name) => name in settings || ALWAYS.includes(name);

function numberField(name, settings) {
  const [min, max] = NUMBERS[name];
  const input = h('input', { type: 'number', min, max, step: 1, value: settings[name] ?? '' });
  return field(name, t(`sites.${name}`), input, {
    pointer: `/settings/${name}`,
    help: t(`sites.${name}Help`, { min, max }),
    read: ({ value }) => numberOf(name, value),
  });
}

/** An empty field is no way back to the installation's value, so it is not taken for one. */
function numberOf(name, value) {
  if (value !== '') return Number(value);
  throw new Problem(422, { title: t('error.required'), errors: [{ pointer: `/settings/${name}`, code: 'required', detail: t('error.required') }] });
}

function switchField(name, settings) {
  return field(name, t(`sites.${name}`), h('input', { type: 'checkbox', checked: settings[name] === true }),
    { pointer: `/settings/${name}`, help: t(`sites.${name}Help`) });
}

function textsField(texts) {
  const area = h('textarea', { rows: 8, dir: 'ltr', spellcheck: 'false', value: JSON.stringify(texts ?? {}, null, 2) });
  return field('texts', t('sites.texts'), area, { pointer: '/settings/texts', help: t('sites.textsHelp'), read: ({ value }) => parsed(value) });
}

function parsed(text) {
  try {
    return JSON.parse(text.trim() || '{}');
  } catch {
    throw new Problem(422, { title: t('sites.textsBroken'), errors: [{ pointer: '/settings/texts', code: 'json-invalid', detail: t('sites.textsBroken') }] });
  }
}

function snippet(key) {
  return [
    `<script type="module" src="${location.origin}/embed.js"></script>`,
    `<greenroom-comments site="${key}" thread="PATH-OF-THE-ARTICLE"></greenroom-comments>`,
  ].join('\n');
}

function panel(title, text, ...content) {
  return h('section.panel', {}, h('header', {}, h('h3', {}, title), text && h('p', {}, text)), h('div.content', {}, content));
}

/** What is as it was is not sent: else the site would keep the installation's own values as its own. */
function changed(settings, entries) {
  return Object.fromEntries(entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(settings[name])));
}

function siteForm(site) {
  const { settings } = site;
  const names = Object.keys(NUMBERS).filter(isThere(settings));
  const name = field('name', t('sites.name'), line({ value: site.name, maxlength: 200 }));
  const where = originsField(site.origins.join('\n'));
  const switches = SWITCHES.filter(isThere(settings)).map((one) => switchField(one, settings));
  const numbers = names.map((one) => numberField(one, settings));
  const texts = 'texts' in settings ? [textsField(settings.texts)] : [];
  const elements = (list) => list.map(({ element }) => element);
  const set = [...switches, ...numbers, ...texts];
  return new Form({
    fields: [name, where, ...set],
    body: [
      panel(t('sites.site'), t('sites.siteText'), elements([name, where])),
      panel(t('sites.rules'), t('sites.rulesText'), elements(switches)),
      panel(t('sites.limits'), t('sites.limitsText'), h('div.pair', {}, elements(numbers))),
      texts.length > 0 && panel(t('sites.texts'), t('sites.textsText'), elements(texts)),
    ],
    submit: t('parts.save'),
    send: (values) => api.put(`/admin/sites/${encodeURIComponent(site.key)}`, {
      name: values.name,
      origins: values.origins,
      settings: changed(settings, set.map((one) => [one.name, values[one.name]])),
    }),
    done: (saved) => {
      Object.assign(settings, saved.settings);
      say(t('parts.saved'));
    },
  });
}

export async function siteSection(content, key) {
  const { sites } = await api.get('/admin/sites');
  const site = sites.find((one) => one.key === key);
  if (!site) throw new Problem(404, null);
  fill(content,
    h('p.crumbs', {}, h('a', { href: place('settings/sites') }, t('sites.all')), ' / ', h('span', { dir: 'ltr' }, site.key)),
    h('h2', {}, h('bdi', {}, site.name)),
    panel(t('sites.embed'), t('sites.embedText'), copyBlock(snippet(key), t('sites.embed'))),
    siteForm(site).element);
}
