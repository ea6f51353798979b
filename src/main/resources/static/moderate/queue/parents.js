/** The comments that others answer, fetched when a reply comes into view; the last few hundred are kept. */
import { api } from '../shell/api.js';

const MOST = 300;
const known = new Map();

/** Resolves to the comment, or null when it is not to be had. */
export function parentOf(item) {
  const { parent } = item;
  if (item.parentComment) return Promise.resolve(item.parentComment);
  if (!known.has(parent)) {
    if (known.size >= MOST) known.delete(known.keys().next().value);
    known.set(parent, api.get(`/moderation/comments/${parent}`).catch(() => {
      known.delete(parent);
      return null;
    }));
  }
  return known.get(parent);
}
