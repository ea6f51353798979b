/** What goes on whatever page is shown: decisions are sent, colleagues are heard, the waiting are counted. */
import { session } from '../shell/session.js';
import { watchConnection } from './connection.js';
import { live } from './live.js';
import { outbox } from './outbox.js';
import { pending } from './pending.js';

let begun = null;

/** Begins for who is signed in now; resolves when what an earlier page left is taken up. */
export function begin() {
  const { username } = session.me;
  if (begun?.username !== username || !live.listens) {
    live.start();
    pending.start();
    begun = { username, ready: outbox.start(username).then(watchConnection) };
  }
  return begun.ready;
}
