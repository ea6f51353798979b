/** What became of a comment: who did what when and why, edits with their differences. */
import { h } from '../shell/dom.js';
import { ago, has, moment, t } from '../shell/i18n.js';
import { difference } from './diff.js';

function changes(before, after) {
  const tags = { removed: 'del', added: 'ins' };
  return h('p.diff', { dir: 'auto' }, difference(before, after).map(({ kind, text }) => (kind === 'same' ? text : h(tags[kind], {}, text))));
}

function act(entry) {
  if (entry.from !== entry.to && entry.to) return t('history.decide', { from: t(`status.${entry.from ?? 'pending'}`), to: t(`status.${entry.to}`) });
  return has(`history.${entry.action}`) ? t(`history.${entry.action}`) : entry.action;
}

/** The text that an edit made is the one that the next edit replaced, or the present one. */
function textAfter(entries, at, item) {
  return entries.slice(at + 1).find((entry) => entry.body !== null)?.body ?? item.body;
}

function row(entry, at, item) {
  return h('li', {},
    h('p', {}, h('b', {}, h('bdi', {}, entry.by ?? t('comment.byAuthor'))), ' ', h('span', {}, act(entry)), ' ',
      h('time', { datetime: entry.at, title: moment(entry.at) }, ago(entry.at))),
    entry.reason && h('p.reason', { dir: 'auto' }, entry.reason),
    entry.body !== null && changes(entry.body, textAfter(item.history, at, item)));
}

/** The list, the newest last, as it happened. */
export function historyOf(item) {
  return h('ol.history', {},
    h('li', {}, h('p', {}, h('b', {}, h('bdi', {}, item.name)), ' ', t('history.submit'), ' ',
      h('time', { datetime: item.submittedAt, title: moment(item.submittedAt) }, ago(item.submittedAt)))),
    item.history.map((entry, at) => row(entry, at, item)));
}
