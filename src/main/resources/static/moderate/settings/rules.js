/** Rules: what is done with submissions by what is found in them. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { ago, number, t } from '../shell/i18n.js';
import { line, select } from '../parts/form.js';
import { ACTIONS, KINDS, editRule } from './rule.js';
import { pasteList } from './word-press-list.js';
import { act, doing, doingAfterYes, head, reloading } from './section.js';

/** As many rows as anybody reads; there may be thousands of rules. */
const SHOWN = 200;
const TAGS = { hold: 'plain', spam: 'warn', refuse: 'bad' };

const path = (rule) => `/admin/rules/${rule.id}`;

function facts(rule) {
  return h('div.facts', {},
    h('span', {}, t(`rules.kind.${rule.kind}`)),
    h('span', {}, rule.site ? h('bdi', {}, rule.site) : t('parts.allSites')),
    h('span', {}, rule.hits ? t('rules.hits', { n: rule.hits, time: ago(rule.lastHitAt) }) : t('rules.noHits')),
    rule.note && h('span', { dir: 'auto' }, rule.note));
}

function row(rule, again) {
  const turn = () => doing(() => api.put(path(rule), { site: rule.site, enabled: !rule.enabled }), again);
  const remove = () => doingAfterYes([t('rules.delete'), t('rules.deleteText', { value: rule.value }), t('parts.delete')],
    () => api.delete(path(rule)), again, t('rules.deleted'));
  return h('li', { class: rule.enabled ? null : 'off' },
    h('div', {}, h('bdi.title.value', {}, rule.value), h(`span.tag.${TAGS[rule.action]}`, {}, t(`rules.action.${rule.action}`)),
      !rule.enabled && h('span.tag.plain', {}, t('rules.off')), facts(rule)),
    h('div.acts', {},
      act(rule.enabled ? t('rules.turnOff') : t('rules.turnOn'), rule.value, turn),
      act(t('parts.edit'), rule.value, async () => { if (await editRule(rule)) await again(); }),
      act(t('parts.delete'), rule.value, remove)));
}

class RuleList {
  constructor(rules, again, filter) {
    this.rules = rules;
    this.again = again;
    this.filter = filter;
    this.list = h('ul.rows');
    this.count = h('p.hint', { role: 'status' });
    const change = (name) => (event) => { this.filter[name] = event.target.value; this.show(); };
    this.element = h('div', {},
      h('div.tools.rule-filter', {},
        line({ type: 'search', value: filter.text, placeholder: t('rules.find'), 'aria-label': t('rules.find'), oninput: change('text') }),
        select([['', t('rules.anyKind')], ...KINDS.map((kind) => [kind, t(`rules.kind.${kind}`)])], filter.kind, { 'aria-label': t('rules.kind'), onchange: change('kind') }),
        select([['', t('rules.anyAction')], ...ACTIONS.map((action) => [action, t(`rules.action.${action}`)])], filter.action, { 'aria-label': t('rules.action'), onchange: change('action') })),
      this.list, this.count);
    this.show();
  }

  show() {
    const { text, kind, action } = this.filter;
    const wanted = text.toLowerCase();
    const found = this.rules.filter((rule) => (!kind || rule.kind === kind) && (!action || rule.action === action)
      && (!wanted || `${rule.value} ${rule.note ?? ''}`.toLowerCase().includes(wanted)));
    fill(this.list, found.slice(0, SHOWN).map((rule) => row(rule, this.again)));
    this.count.textContent = found.length > SHOWN
      ? t('rules.someShown', { shown: number(SHOWN), n: found.length }) : t('rules.shown', { n: found.length });
  }
}

export async function rulesSection(content, filter = { text: '', kind: '', action: '' }) {
  const again = reloading(rulesSection, content, filter);
  const { rules } = await api.get('/admin/rules');
  fill(content,
    head(t('rules.text'), [t('rules.paste'), async () => { if (await pasteList()) await again(); }],
      [t('rules.add'), async () => { if (await editRule(null)) await again(); }, 'primary']),
    rules.length ? new RuleList(rules, again, filter).element : h('p.none', {}, t('rules.none')));
}
