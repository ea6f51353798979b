/** The dialog for one rule, in which it can be tried before it is kept. */
import { api } from '../shell/api.js';
import { open } from '../shell/dialog.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { place } from '../shell/router.js';
import { Form, field, line, select } from '../parts/form.js';
import { siteChoice } from '../parts/sites.js';

export const KINDS = ['word', 'pattern', 'link', 'name', 'address', 'network', 'key'];
export const ACTIONS = ['hold', 'spam', 'refuse'];

const LEFT_TO_RIGHT = ['pattern', 'link', 'address', 'network'];

function match({ id, site, status, name, body, found }) {
  return h('li', {},
    h('div', {}, h('a.title', { href: place(`comments/${id}`), target: '_blank' }, h('bdi', {}, name)), h('span.tag.plain', {}, t(`rules.status.${status}`)),
      h('p', { dir: 'auto' }, body), h('div.facts', {}, h('bdi', {}, site), h('span', { dir: 'auto' }, found))));
}

function trial({ tried, matches, comments }) {
  return [
    h('p', {}, h('b', {}, t('rules.tried', { n: matches, tried }))),
    comments.length > 0 && h('ul.rows.matches', { tabindex: 0, 'aria-label': t('rules.matches') }, comments.map(match)),
  ];
}

class RuleDialog {
  constructor(rule, site, close) {
    this.rule = rule;
    this.kind = select(KINDS.map((kind) => [kind, t(`rules.kind.${kind}`)]), rule?.kind ?? 'word', { onchange: () => this.explain() });
    this.value = line({ value: rule?.value ?? '', maxlength: 300, spellcheck: 'false', autofocus: true });
    this.help = h('small');
    this.result = h('div.trial', { role: 'status' });
    const value = field('value', t('rules.value'), this.value);
    value.element.append(this.help);
    this.form = new Form({
      fields: [
        field('kind', t('rules.kind'), this.kind), value,
        field('action', t('rules.action'), select(ACTIONS.map((one) => [one, t(`rules.action.${one}`)]), rule?.action ?? 'hold'), { help: t('rules.actionHelp') }),
        field('site', t('parts.site'), site, { read: (input) => input.value || null }),
        field('note', t('rules.note'), line({ value: rule?.note ?? '', maxlength: 500 }), { help: t('rules.noteHelp') }),
        field('enabled', t('rules.enabled'), h('input', { type: 'checkbox', checked: rule?.enabled ?? true })),
      ],
      submit: t('parts.save'), cancel: close,
      more: h('button.start', { type: 'button', onclick: () => this.form.trying(() => this.tryOut()) }, t('rules.try')),
      send: (values) => (rule ? api.put(`/admin/rules/${rule.id}`, values) : api.post('/admin/rules', values)),
      done: close,
    });
    this.explain();
  }

  explain() {
    this.help.textContent = t(`rules.help.${this.kind.value}`);
    this.value.dir = LEFT_TO_RIGHT.includes(this.kind.value) ? 'ltr' : 'auto';
  }

  async tryOut() {
    fill(this.result);
    fill(this.result, trial(await api.post('/admin/rules/try', this.form.values)));
  }
}

/** Resolves to the rule as it stands then, or null. `rule` is null for a new one. */
export async function editRule(rule) {
  const site = await siteChoice(rule?.site ?? '');
  return open(rule ? t('rules.edit') : t('rules.add'), (close) => {
    const dialog = new RuleDialog(rule, site, close);
    return [dialog.form.element, dialog.result];
  }, { wide: true });
}
