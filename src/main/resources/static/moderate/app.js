/** The entry: language first, then who I am, then the place that the address names. */
import { loadMessages } from './shell/i18n.js';
import { session } from './shell/session.js';
import { start } from './shell/router.js';

await loadMessages();
await session.load();
start(document.getElementById('app'));
