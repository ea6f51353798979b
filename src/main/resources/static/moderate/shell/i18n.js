/** Languages: English and Urdu. Messages are flat: 'queue.approve'. A message with plurals is an object by plural category. */
const KEY = 'greenroom.language';
export const languages = { en: 'English', ur: 'اردو' };

let language = 'en';
let messages = {};
let plurals = new Intl.PluralRules('en');

function preferred() {
  const chosen = localStorage.getItem(KEY);
  if (chosen in languages) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in languages) ?? 'en';
}

/** Loads the texts of the preferred language, and tells the document which one it is. */
export async function loadMessages() {
  language = preferred();
  messages = (await import(`../messages/${language}.js`)).default;
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr';
}

/** The language in use. */
export const lang = () => language;

/** Another one, from now on and in this browser. The caller shows the page anew. */
export async function setLanguage(code) {
  localStorage.setItem(KEY, code);
  await loadMessages();
}

/** The text of a key; `{name}` is filled from `values`, and `values.n` chooses the plural. */
export function t(key, values = {}) {
  let text = messages[key] ?? key;
  if (typeof text === 'object') text = text[plurals.select(Number(values.n ?? 0))] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (hole, name) => {
    const value = values[name] ?? hole;
    return typeof value === 'number' ? number(value) : String(value);
  });
}

/** Whether there is such a text. */
export const has = (key) => key in messages;

/** A number as the language writes it. */
export const number = (value) => new Intl.NumberFormat(language).format(value);

const UNITS = [['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** How long ago a time is, shortly. */
export function ago(time, now = Date.now()) {
  const seconds = Math.max(0, (now - new Date(time).getTime()) / 1000);
  for (const [unit, length] of UNITS) {
    if (seconds >= length) {
      return new Intl.RelativeTimeFormat(language, { style: language === 'en' ? 'narrow' : 'long' })
        .format(-Math.floor(seconds / length), unit);
    }
  }
  return t('time.now');
}

/** A date and a time of day, in full. */
export const moment = (time) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
