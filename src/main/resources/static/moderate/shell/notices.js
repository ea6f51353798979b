/** Notifications of the browser, for who has asked for them: only while the desk is not in view. */
import { t } from './i18n.js';

const KEY = 'greenroom.notify';
const APART = 60_000;
let last = 0;

export const notices = {
  get possible() {
    return 'Notification' in globalThis && isSecureContext;
  },

  get on() {
    return this.possible && Notification.permission === 'granted' && localStorage.getItem(KEY) !== null;
  },

  /** Turns them on or off; resolves to what they are then. */
  async turn(wanted) {
    localStorage.removeItem(KEY);
    if (wanted && (await Notification.requestPermission()) === 'granted') localStorage.setItem(KEY, '1');
    return this.on;
  },

  /** Tells that comments wait, at most once a minute. */
  tell(count) {
    if (!this.on || !document.hidden || Date.now() - last < APART) return;
    last = Date.now();
    const notice = new Notification('Greenroom', { body: t('notice.waiting', { n: count }), icon: '/icon.svg', tag: 'greenroom' });
    notice.onclick = () => { window.focus(); notice.close(); };
  },
};
