/** English. Pages keep their texts in `en/NAME.js`. */
import shell from './en/shell.js';
import queue from './en/queue.js';
import parts from './en/parts.js';
import numbers from './en/numbers.js';
import audit from './en/audit.js';
import settings from './en/settings.js';
import people from './en/people.js';
import rules from './en/rules.js';
import tokens from './en/tokens.js';
import account from './en/account.js';

export default { ...shell, ...queue, ...parts, ...numbers, ...audit, ...settings, ...people, ...rules, ...tokens, ...account };
