/** What is around every page: the bar with the places, who I am, the connection's state, and the regions for messages. */
import { routes } from '../routes.js';
import { h, fill } from './dom.js';
import { languages, lang, setLanguage, t } from './i18n.js';
import { session } from './session.js';
import { keys } from './keys.js';
import { regions, say } from './toasts.js';
import { notices } from './notices.js';
import { go, place, show } from './router.js';
import { begin } from '../queue/background.js';

let shell = null;
let state = null;
let main = null;
const leaving = [];

/** `check()` may return a sentence why one should not sign out yet. */
export function beforeSignOut(check) {
  leaving.push(check);
}

function mayGo(route) {
  return route.nav && (route.role !== 'admin' || session.isAdmin);
}

function entry(route, current) {
  return h('li', {}, h('a', {
    href: place(route.path),
    'aria-current': route.nav === (current?.nav ?? current?.within) ? 'page' : null,
  }, t(route.nav)));
}

async function signOut() {
  const reason = leaving.map((check) => check()).find(Boolean);
  if (reason) {
    say(reason, { kind: 'error' });
    return;
  }
  try {
    await session.signOut();
  } catch (error) {
    say(error.message, { kind: 'error' });
    return;
  }
  go(place('sign-in'));
}

async function changeLanguage(code) {
  await setLanguage(code);
  show({ again: true });
}

function languageChoice() {
  return h('label.field.row', {}, h('span', {}, t('account.language')),
    h('select', { onchange: (event) => changeLanguage(event.target.value) },
      Object.entries(languages).map(([code, name]) => h('option', { value: code, lang: code, selected: code === lang() }, name))));
}

function account() {
  const notify = h('input', {
    type: 'checkbox',
    checked: notices.on,
    onchange: async (event) => { event.target.checked = await notices.turn(event.target.checked); },
  });
  const single = h('input', { type: 'checkbox', checked: !keys.off, onchange: (event) => { keys.off = !event.target.checked; } });
  return [
    h('button.quiet.me', { type: 'button', popovertarget: 'account' }, h('bdi', {}, session.me.displayName)),
    h('div.menu', { id: 'account', popover: 'auto' },
      h('p.who', {}, h('bdi', {}, session.me.username), ' · ', t(`role.${session.me.role}`)),
      h('a', { href: place('account') }, t('nav.account')),
      languageChoice(),
      notices.possible && h('label.check', {}, notify, t('account.notify')),
      h('label.check', {}, single, t('keys.on')),
      h('button.quiet', { type: 'button', popovertarget: 'account', popovertargetaction: 'hide', onclick: () => keys.help() }, t('account.keys')),
      h('button.quiet', { type: 'button', onclick: signOut }, t('account.signOut'))),
  ];
}

function bar(current) {
  return h('header.bar', {},
    h('a.skip', { href: '#main' }, t('shell.skip')),
    h('a.mark', { href: place() }, h('img', { src: '/icon.svg', alt: '', width: 22, height: 22 }), h('span', {}, 'Greenroom')),
    h('nav', { 'aria-label': t('shell.nav') }, h('ul', {}, routes.filter(mayGo).map((route) => entry(route, current)))),
    state, account());
}

export const layout = {
  start(root) {
    shell = root;
    state = h('div.state', { role: 'status' });
    fill(shell, regions());
    keys.start();
  },

  /** The frame of a page, anew; the empty `<main>` to mount it in. */
  page(route) {
    main = h('main', { id: 'main', tabindex: -1 });
    shell.querySelectorAll(':scope > .bar, :scope > main').forEach((old) => old.remove());
    if (session.me) {
      shell.prepend(bar(route));
      begin();
    }
    shell.querySelector('.toasts').before(main);
    main.className = route?.page ?? 'nowhere';
    shell.querySelector('.bar nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return main;
  },

  /** Something about the connection in the bar ("unsent (3)"), or null. */
  state(node) {
    if (state) fill(state, node);
  },

  nothing(message) {
    fill(main, h('div.notice', {}, h('h1', {}, t(message)), h('p', {}, h('a', { href: place() }, t('shell.toQueue')))));
  },

  failed(error, again) {
    fill(main, h('div.notice', { role: 'alert' }, h('h1', {}, error.status === 404 ? t('shell.notFound') : t('shell.failed')),
      h('p', {}, error.status ? error.message : t('shell.noAnswer')),
      h('p', {}, h('button', { type: 'button', onclick: again }, t('shell.again')))));
  },
};
