/** A choice of one site, as far as this moderator can name them. */
import { api } from '../shell/api.js';
import { t } from '../shell/i18n.js';
import { session } from '../shell/session.js';
import { line, select } from './form.js';

/** Resolves to `[{ key, name }]`, or null where only the server knows them: for a moderator of all sites. */
export async function knownSites() {
  if (session.me.sites) return session.me.sites.map((key) => ({ key, name: key }));
  return session.isAdmin ? (await api.get('/admin/sites')).sites : null;
}

/** Resolves to the control, whose value is a key, or empty for all sites. */
export async function siteChoice(value, attributes = {}) {
  const sites = await knownSites();
  if (!sites) return line({ value, placeholder: t('parts.allSites'), dir: 'auto', ...attributes });
  const options = sites.map(({ key, name }) => [key, name]);
  if (value && !sites.some(({ key }) => key === value)) options.push([value, value]);
  return select([['', t('parts.allSites')], ...options], value, attributes);
}
