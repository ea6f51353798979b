/** English. Pages keep their texts in `en/NAME.js`. */
import shell from './en/shell.js';
import queue from './en/queue.js';

export default { ...shell, ...queue };
