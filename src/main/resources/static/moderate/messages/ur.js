/** Urdu. Pages keep their texts in `ur/NAME.js`. */
import shell from './ur/shell.js';
import queue from './ur/queue.js';
import parts from './ur/parts.js';
import numbers from './ur/numbers.js';
import audit from './ur/audit.js';
import settings from './ur/settings.js';
import people from './ur/people.js';
import rules from './ur/rules.js';
import tokens from './ur/tokens.js';
import account from './ur/account.js';

export default { ...shell, ...queue, ...parts, ...numbers, ...audit, ...settings, ...people, ...rules, ...tokens, ...account };
