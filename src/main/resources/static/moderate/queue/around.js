/** The thread around a comment, and what else its author wrote: short rows, each a way to that comment. */
import { api } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { ago, t } from '../shell/i18n.js';
import { place } from '../shell/router.js';
import { excerpt } from './card.js';

const BEFORE = 6;
const AFTER = 10;
const OTHERS = 12;

function row(item, isThis) {
  return h(`li${isThis ? '.this' : ''}`, { 'aria-current': isThis ? 'true' : null },
    h('p', {}, isThis ? h('b', {}, h('bdi', {}, item.name)) : h('a', { href: place(`comments/${item.id}`) }, h('bdi', {}, item.name)),
      ' ', h(`span.badge.${item.status}`, {}, t(`status.${item.status}`)), ' ', h('time', { datetime: item.submittedAt }, ago(item.submittedAt))),
    h('p.said', { dir: 'auto' }, excerpt(item.body, 140)));
}

function list(items, id) {
  if (items.length === 0) return h('p.none', {}, t('comment.none'));
  return h('ul.neighbours', {}, items.map((item) => row(item, item.id === id)));
}

async function neighbours(item) {
  const of = { site: item.site, thread: item.thread.key };
  const [before, after] = await Promise.all([
    api.get('/moderation/comments', { ...of, to: item.submittedAt, sort: 'newest', limit: BEFORE }),
    api.get('/moderation/comments', { ...of, from: item.submittedAt, sort: 'oldest', limit: AFTER }),
  ]);
  const all = new Map([...before.comments, item, ...after.comments].map((one) => [one.id, one]));
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Resolves to the section. */
export async function threadAround(item) {
  return h('section', {}, h('h2', {}, t('comment.thread')), list(await neighbours(item), item.id),
    h('p', {}, h('a', { href: place('', { status: 'all', site: item.site, thread: item.thread.key, sort: 'oldest' }) }, t('comment.wholeThread'))));
}

/** Resolves to the section, or null when there is no author on record. */
export async function moreByAuthor(item) {
  if (!item.author) return null;
  const { comments } = await api.get('/moderation/comments', { author: item.author.id, sort: 'newest', limit: OTHERS });
  return h('section', {}, h('h2', {}, t('comment.author')), list(comments.filter((one) => one.id !== item.id)),
    h('p', {}, h('a', { href: place('', { status: 'all', author: item.author.id }) }, t('comment.allByAuthor'))));
}
