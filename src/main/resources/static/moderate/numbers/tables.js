/** The numbers as tables: what a chart shows for who cannot see it, and what needs no chart. */
import { h } from '../shell/dom.js';
import { number, t } from '../shell/i18n.js';
import { dayName } from './day-chart.js';
import { duration } from './duration.js';

const COLUMNS = ['submitted', 'approved', 'rejected', 'spam'];

const heading = (key, kind = '') => h(`th${kind}`, { scope: 'col' }, t(key));

/** Every day, the latest first. */
export function dayTable(days) {
  const row = (day) => h('tr', {}, h('th', { scope: 'row' }, dayName(day.day)), COLUMNS.map((name) => h('td.number', {}, number(day[name]))));
  return h('details', {}, h('summary', {}, t('numbers.asTable')),
    h('div.scroller', { tabindex: 0, role: 'region', 'aria-label': t('numbers.perDay') }, h('table', {},
      h('thead', {}, h('tr', {}, heading('numbers.day'), COLUMNS.map((name) => heading(`numbers.${name}`, '.number')))),
      h('tbody', {}, [...days].reverse().map(row)))));
}

function share(part, whole) {
  const bar = h('i.share', { 'aria-hidden': 'true' });
  bar.style.setProperty('--part', String(part / whole));
  return bar;
}

/** Who decided how much, with a bar for each. */
export function moderatorTable(moderators) {
  if (!moderators.length) return h('p.none', {}, t('numbers.nobody'));
  const most = Math.max(...moderators.map(({ decisions }) => decisions));
  const row = ({ username, decisions, median }) => h('tr', {},
    h('th', { scope: 'row' }, h('bdi', {}, username), share(decisions, most)),
    h('td.number', {}, number(decisions)), h('td.number', {}, duration(median)));
  return h('div.scroller', {}, h('table.people', {},
    h('thead', {}, h('tr', {}, heading('numbers.moderator'), heading('numbers.decisions', '.number'), heading('numbers.median', '.number'))),
    h('tbody', {}, moderators.map(row))));
}
