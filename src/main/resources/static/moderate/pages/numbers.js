/** Numbers: what waits, what came and was decided, how long it took, and who did it. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { number, t } from '../shell/i18n.js';
import { go, place } from '../shell/router.js';
import { say } from '../shell/toasts.js';
import { messageOf, select } from '../parts/form.js';
import { siteChoice } from '../parts/sites.js';
import { DayChart } from '../numbers/day-chart.js';
import { duration } from '../numbers/duration.js';
import { dayTable, moderatorTable } from '../numbers/tables.js';

const SPANS = [7, 30, 90, 365];
const FRESH = 60_000;

const fact = (key, value, note = null) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value), note && h('dd.note', {}, t(note)));

function facts({ pending, oldestPendingAge, timeToDecision }) {
  return h('dl.facts', {},
    fact('numbers.pending', h('a', { href: place() }, number(pending))),
    fact('numbers.oldest', duration(oldestPendingAge)),
    fact('numbers.median', duration(timeToDecision.median), 'numbers.medianNote'),
    fact('numbers.p95', duration(timeToDecision.p95), 'numbers.p95Note'));
}

/** The styles of the charting library come with the first chart. */
function chartStyles() {
  const href = '/moderate/lib/uplot.css';
  if (document.head.querySelector(`link[href="${href}"]`)) return;
  document.head.prepend(h('link', { rel: 'stylesheet', href }));
}

class NumbersPage {
  constructor(root) {
    this.root = root;
    this.content = h('div');
    this.timer = setInterval(() => { if (!document.hidden) this.load().catch(() => {}); }, FRESH);
  }

  async start(query) {
    this.read(query);
    this.site = await siteChoice(this.query.site, { 'aria-label': t('parts.site'), onchange: (event) => this.turn({ site: event.target.value }) });
    this.days = select(SPANS.map((n) => [n, t('numbers.days', { n })]), this.query.days,
      { 'aria-label': t('numbers.span'), onchange: (event) => this.turn({ days: event.target.value }) });
    fill(this.root, h('div.page-head', {}, h('h1', {}, t('nav.numbers')), h('div.tools', {}, this.site, this.days)), this.content);
    await this.load();
  }

  read(query) {
    this.query = { site: query.get('site') ?? '', days: Number(query.get('days')) || 30 };
  }

  async update(query) {
    this.read(query);
    this.site.value = this.query.site;
    this.days.value = String(this.query.days);
    try {
      await this.load();
    } catch (error) {
      say(messageOf(error), { kind: 'error' });
    }
  }

  turn(change) {
    const query = { ...this.query, ...change };
    go(place('numbers', { site: query.site, days: Number(query.days) === 30 ? '' : query.days }), { replace: true });
  }

  async load() {
    const { query } = this;
    const stats = await api.get('/moderation/stats', query);
    if (query !== this.query) return;
    const open = this.content.querySelector('details')?.open;
    this.chart?.stop();
    this.chart = new DayChart(stats.perDay);
    fill(this.content, facts(stats), this.chart.element, dayTable(stats.perDay),
      h('section', {}, h('h2', {}, t('numbers.people')), moderatorTable(stats.moderators)));
    this.content.querySelector('details').open = open ?? false;
    if (this.content.isConnected) this.chart.start();
  }

  leave() {
    clearInterval(this.timer);
    this.chart?.stop();
  }
}

export async function mount(root, { query }) {
  chartStyles();
  const page = new NumbersPage(root);
  try {
    await page.start(query);
  } catch (error) {
    page.leave();
    throw error;
  }
  return { update: (params) => page.update(params.query), unmount: () => page.leave() };
}
