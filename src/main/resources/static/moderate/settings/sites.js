/** The sites that comments come from. */
import { api } from '../shell/api.js';
import { open } from '../shell/dialog.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { go, place } from '../shell/router.js';
import { Form, field, line } from '../parts/form.js';
import { head } from './section.js';

/** Origins as they are typed, one in each line. */
export const origins = (text) => text.split(/\s+/).filter(Boolean);

export function originsField(value) {
  const area = h('textarea', { rows: 3, dir: 'ltr', spellcheck: 'false', value, placeholder: 'https://news.example' });
  return field('origins', t('sites.origins'), area, { help: t('sites.originsHelp'), read: (input) => origins(input.value) });
}

function row(site) {
  return h('li', { class: site.settings.closed ? 'off' : null },
    h('div', {}, h('a.title', { href: place(`settings/sites/${encodeURIComponent(site.key)}`) }, h('bdi', {}, site.name)),
      site.settings.closed && h('span.tag.warn', {}, t('sites.closedTag')),
      h('div.facts', {}, h('span', { dir: 'ltr' }, site.key), site.origins.map((origin) => h('span', { dir: 'ltr' }, origin)))));
}

async function add() {
  const made = await open(t('sites.add'), (close) => new Form({
    fields: [
      field('key', t('sites.key'), line({ dir: 'ltr', spellcheck: 'false', autocapitalize: 'none', maxlength: 63 }), { help: t('sites.keyHelp') }),
      field('name', t('sites.name'), line({ maxlength: 200 })),
      originsField(''),
    ],
    submit: t('sites.add'), cancel: close, send: (values) => api.post('/admin/sites', values), done: close,
  }).element);
  if (made) await go(place(`settings/sites/${encodeURIComponent(made.key)}`));
}

export async function sitesSection(content) {
  const { sites } = await api.get('/admin/sites');
  fill(content, head(t('sites.text'), [t('sites.add'), add, 'primary']),
    sites.length ? h('ul.rows', {}, sites.map(row)) : h('p.none', {}, t('sites.none')));
}
