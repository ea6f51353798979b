/** Settings, for admins: sites, people, rules and API tokens, each a page of its own below one head. */
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { place } from '../shell/router.js';
import { layout } from '../shell/layout.js';
import { rulesSection } from '../settings/rules.js';
import { siteSection } from '../settings/site.js';
import { sitesSection } from '../settings/sites.js';
import { peopleSection } from '../settings/people.js';
import { tokensSection } from '../settings/tokens.js';

const SECTIONS = { sites: sitesSection, people: peopleSection, rules: rulesSection, tokens: tokensSection };

function entry(name, current) {
  return h('li', {}, h('a', { href: place(`settings/${name}`), 'aria-current': name === current ? 'page' : null }, t(`nav.${name}`)));
}

export async function mount(root, { section, key }) {
  const name = key ? 'sites' : section ?? 'sites';
  if (!(name in SECTIONS)) {
    layout.nothing('shell.notFound');
    return;
  }
  const content = h('div');
  await (key ? siteSection(content, key) : SECTIONS[name](content));
  fill(root,
    h('div.page-head', {}, h('h1', {}, t('nav.settings')),
      h('nav.sections', { 'aria-label': t('nav.settings') }, h('ul', {}, Object.keys(SECTIONS).map((one) => entry(one, name))))),
    content);
}
