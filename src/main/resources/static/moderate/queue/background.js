/** What goes on whatever page is shown: decisions are sent, colleagues are heard, the waiting are counted. */
import { session } from '../shell/session.js';
import { forgetConflicts } from './conflicts.js';
import { watchConnection } from './connection.js';
import { forgetSteps } from './decisions.js';
import { live } from './live.js';
import { outbox } from './outbox.js';
import { pending } from './pending.js';

let who = null;

/** Begins, or goes on, for who is signed in now; resolves when what an earlier page left is taken up. */
export function begin() {
  if (who !== session.me.username) {
    who = session.me.username;
    forgetSteps();
    forgetConflicts();
  }
  if (!live.listens) {
    live.start();
    pending.start();
  }
  return outbox.start(session.me.username).then(watchConnection);
}
