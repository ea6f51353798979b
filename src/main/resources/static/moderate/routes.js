/**
 * The places of the desk. To add a page: write `pages/NAME.js` that exports `mount(root, params)`, and add a line here.
 *
 * - `path`: below `/moderate/`; a part that starts with `:` becomes `params.NAME`. The first line that fits wins.
 * - `page`: the module's name. `mount(root, params)` fills the empty element `root` (a `<main>`); `params` holds the parts
 *   of the path and `query` (URLSearchParams). It may be async, and may return
 *   `{ update(params), unmount(), keys }`: `update` is called instead of a new mount when only the query changed, `unmount`
 *   when the page is left, `keys` (see shell/keys.js) are the page's shortcuts, listed under `?`.
 * - `title`: the message key of the tab's title.
 * - `nav`: the message key of the entry in the navigation; without it there is none.
 * - `within`: the key of the entry that is marked as the current one, where the page has none itself.
 * - `role`: 'admin' where only admins may go. `open`: true where nobody need be signed in.
 *
 * A page's texts go to `messages/en/NAME.js` and `messages/ur/NAME.js`, which `messages/en.js` and `messages/ur.js` import;
 * its styles to `css/NAME.css`, which index.html links.
 */
export const routes = [
  { path: '', page: 'queue', title: 'queue.title', nav: 'nav.queue' },
  { path: 'comments/:id', page: 'comment', title: 'comment.title' },
  { path: 'sign-in', page: 'sign-in', title: 'signin.title', open: true },
  { path: 'numbers', page: 'numbers', title: 'nav.numbers', nav: 'nav.numbers' },
  { path: 'audit', page: 'audit', title: 'nav.audit', nav: 'nav.audit' },
  { path: 'settings', page: 'settings', title: 'nav.settings', nav: 'nav.settings', role: 'admin' },
  { path: 'settings/:section', page: 'settings', title: 'nav.settings', within: 'nav.settings', role: 'admin' },
  { path: 'settings/sites/:key', page: 'settings', title: 'nav.settings', within: 'nav.settings', role: 'admin' },
  { path: 'account', page: 'account', title: 'nav.account' },
];
