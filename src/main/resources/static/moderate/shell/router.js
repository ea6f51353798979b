/** Places and their addresses (History API). */
import { routes } from '../routes.js';
import { whenSignedOut } from './api.js';
import { t } from './i18n.js';
import { session } from './session.js';
import { layout } from './layout.js';
import { keys } from './keys.js';
import { say } from './toasts.js';
import { tab } from './tab.js';

const ROOT = '/moderate/';
let current = null;
let turn = 0;

/** The address of a place: `place('comments/1', { q: 'tea' })`. */
export function place(path = '', query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given).toString();
  return ROOT + path + (text ? `?${text}` : '');
}

/** Goes to an address of the desk; `replace` leaves no step back. */
export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  return show();
}

function match(path) {
  const parts = path.split('/').filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split('/').filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params = {};
    const fits = wanted.every((part, i) => {
      if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(parts[i]);
      return part.startsWith(':') || part === parts[i];
    });
    if (fits) return { route, params };
  }
  return null;
}

/** Shows the place of the address bar anew. */
export async function show({ again = false } = {}) {
  const path = location.pathname.slice(ROOT.length);
  const found = match(path);
  if (!session.me && !found?.route.open) return go(place('sign-in', { return: fromRoot() }), { replace: true });
  // an admin asks for a second factor: nothing else is allowed before there is one
  if (session.me?.secondFactor === 'to-be-set-up' && !found?.route.open && found?.route.page !== 'account') {
    return go(place('account'), { replace: true });
  }
  const params = { ...found?.params, query: new URLSearchParams(location.search) };
  if (!again && current?.path === path && current.page?.update) {
    current.page.update(params);
    return undefined;
  }
  return mount(path, found, params);
}

async function mount(path, found, params) {
  turn += 1;
  const mine = turn;
  current?.page?.unmount?.();
  current = { path, page: null };
  keys.page(null);
  const root = layout.page(found?.route ?? null);
  tab.name(found ? t(found.route.title) : t('shell.notFound'));
  if (!found || (found.route.role === 'admin' && !session.isAdmin)) {
    layout.nothing(found ? 'shell.adminsOnly' : 'shell.notFound');
    return;
  }
  try {
    const module = await import(`../pages/${found.route.page}.js`);
    const page = await module.mount(root, params);
    if (mine !== turn) {
      page?.unmount?.();
      return;
    }
    current.page = page;
    keys.page(page?.keys ?? null);
  } catch (error) {
    if (error.slug === 'second-factor-required' && (await session.load())?.secondFactor === 'to-be-set-up') {
      await show({ again: true });
      return;
    }
    if (mine === turn && error.slug !== 'unauthenticated') layout.failed(error, () => show({ again: true }));
  }
}

function fromRoot() {
  return location.pathname.slice(ROOT.length) + location.search;
}

/** Where the sign-in page leads back to: a place of the desk, whatever the address says. */
export function wayBack(query) {
  const asked = new URL(query.get('return') ?? '', location.origin + ROOT);
  const fits = asked.origin === location.origin && asked.pathname.startsWith(ROOT) && !asked.pathname.endsWith('/sign-in');
  return fits ? asked.pathname + asked.search : ROOT;
}

function isOurs(link, event) {
  return link && link.origin === location.origin && link.pathname.startsWith(ROOT) && !link.target
    && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;
}

/** Begins: links within the desk are followed without a reload, and a lost session leads to the sign-in page. */
export function start(root) {
  layout.start(root);
  addEventListener('popstate', () => show());
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!isOurs(link, event)) return;
    event.preventDefault();
    go(link.href);
  });
  whenSignedOut(() => {
    if (!session.me) return;
    session.me = null;
    say(t('shell.signedOut'));
    show();
  });
  return show();
}
