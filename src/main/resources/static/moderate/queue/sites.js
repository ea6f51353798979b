/** The sites that this moderator may name in a filter. */
import { api } from '../shell/api.js';
import { session } from '../shell/session.js';

let known = null;

/** Resolves to `[{ key, name }]`: the own ones, all for an admin; who may see all and is no admin learns them as they come. */
export async function sites() {
  if (known) return known;
  if (session.me?.sites) return session.me.sites.map((key) => ({ key, name: key }));
  if (!session.isAdmin) return [];
  try {
    const answer = await api.get('/admin/sites');
    known = (answer.sites ?? answer).map(({ key, name }) => ({ key, name }));
  } catch {
    return [];
  }
  return known;
}
