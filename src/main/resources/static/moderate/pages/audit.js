/** The audit log: who did what and why, newest first; the filter lives in the address, and the same entries come as CSV. */
import { address, api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { has, moment, t } from '../shell/i18n.js';
import { go, place } from '../shell/router.js';
import { announce, say } from '../shell/toasts.js';
import { line, messageOf, select } from '../parts/form.js';
import { siteChoice } from '../parts/sites.js';

const FILTERS = ['action', 'by', 'site', 'comment'];
const ACTIONS = [
  'decide', 'edit', 'reply', 'reveal-email', 'author-change', 'author-edit', 'withdraw', 'thread-change', 'sign-in', 'sign-in-failed',
  'sign-out', 'password-change', 'second-factor-enable', 'second-factor-disable',
  'second-factor-reset', 'recovery-codes-renew', 'recovery-code-use', 'csrf-refused',
  'access-refused', 'site-create', 'site-change', 'rule-create', 'rule-change', 'rule-delete', 'moderator-create', 'moderator-change',
  'moderator-disable', 'token-create', 'token-revoke', 'privacy-export', 'privacy-erase',
];

const actionName = (action) => (has(`action.${action}`) ? t(`action.${action}`) : action);

function subject({ comment, thread, author, site }) {
  return [
    site && h('bdi', {}, site),
    thread && h('bdi', {}, thread),
    comment && h('a', { href: place(`comments/${comment}`) }, t('audit.comment')),
    author && !comment && h('a', { href: place('', { author, status: 'all' }) }, t('audit.author')),
  ];
}

function entry(one) {
  return h('li', {},
    h('time', { datetime: one.at }, moment(one.at)),
    h('span.by', {}, one.by ? h('bdi', {}, one.by) : t('audit.nobody')),
    h('div.what', {}, h('b', {}, actionName(one.action)), h('span.on', {}, subject(one)), one.reason && h('p.why', {}, h('bdi', {}, one.reason))));
}

class AuditPage {
  constructor(root) {
    this.root = root;
    this.list = h('ol.log');
    this.foot = h('p.buttons');
    this.csv = h('a.button', { download: 'audit.csv' }, t('audit.csv'));
  }

  async show(query) {
    this.query = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? '']));
    this.csv.href = address('/moderation/audit.csv', this.query);
    const { query: asked } = this;
    const [filters, page] = await Promise.all([this.filters(), api.get('/moderation/audit', { ...asked, limit: 50 })]);
    if (asked !== this.query) return;
    fill(this.list);
    this.add(page);
    fill(this.root, h('div.page-head', {}, h('h1', {}, t('nav.audit')), h('div.tools', {}, this.csv)), filters, this.list, this.foot);
    if (!page.entries.length) fill(this.foot, h('span.none', {}, t('audit.none')));
  }

  async filters() {
    const change = (name) => ({ name, onchange: (event) => this.turn({ [name]: event.target.value.trim() }) });
    const one = (label, control) => h('label.field', {}, h('span', {}, label), control);
    const known = ACTIONS.includes(this.query.action) || !this.query.action ? ACTIONS : [...ACTIONS, this.query.action];
    const actions = known.map((action) => [action, actionName(action)]);
    return h('form.audit-filter', { onsubmit: (event) => event.preventDefault() },
      one(t('audit.action'), select([['', t('audit.any')], ...actions], this.query.action, change('action'))),
      one(t('audit.by'), line({ value: this.query.by, dir: 'ltr', spellcheck: 'false', autocapitalize: 'none', ...change('by') })),
      one(t('parts.site'), await siteChoice(this.query.site, change('site'))),
      one(t('audit.commentId'), line({ value: this.query.comment, dir: 'ltr', spellcheck: 'false', ...change('comment') })));
  }

  turn(change) {
    go(place('audit', { ...this.query, ...change }), { replace: true });
  }

  /** Shows another filter; who was in one of its fields stays there. */
  async update(query) {
    const { name } = document.activeElement ?? {};
    try {
      await this.show(query);
    } catch (error) {
      fill(this.list);
      fill(this.foot, h('span.error', { role: 'alert' }, messageOf(error)));
    }
    if (FILTERS.includes(name)) this.root.querySelector(`[name=${name}]`)?.focus();
  }

  add({ entries, next }) {
    this.list.append(...entries.map(entry));
    fill(this.foot, next && h('button', { type: 'button', onclick: () => this.more(next) }, t('audit.older')));
  }

  async more(cursor) {
    const { query } = this;
    try {
      const page = await api.get('/moderation/audit', { ...query, limit: 50, cursor });
      if (query !== this.query) return;
      this.add(page);
      announce(t('audit.added', { n: page.entries.length }));
      this.foot.querySelector('button')?.focus();
    } catch (error) {
      say(messageOf(error), { kind: 'error' });
    }
  }
}

export async function mount(root, { query }) {
  const page = new AuditPage(root);
  await page.show(query);
  return { update: (params) => page.update(params.query) };
}
