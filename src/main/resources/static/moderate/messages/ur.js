/** Urdu. Pages keep their texts in `ur/NAME.js`. */
import shell from './ur/shell.js';
import queue from './ur/queue.js';

export default { ...shell, ...queue };
