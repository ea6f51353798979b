import {pageSays} from './dom.js';
import {en} from './languages/en.js';
import {ur} from './languages/ur.js';
import {ar} from './languages/ar.js';
import {es} from './languages/es.js';
import {fr} from './languages/fr.js';
import {de} from './languages/de.js';

const LANGUAGES = {en: Object.values(en), ur, ar, es, fr, de};
const UNITS = {year: 31557600, month: 2629800, week: 604800, day: 86400, hour: 3600, minute: 60, second: 1};

/**
 * The texts, numbers and times of an element: in its own language, else in that of what it stands in (BCP 47), else in
 * English. A publisher's own texts go before ours.
 */
export function speak(element) {
    let own = element.texts;
    let tag = 'en';
    try {
        own ??= JSON.parse(element.getAttribute('texts'));
    } catch {
        // a publisher's slip must not take the thread away
    }
    try {
        [tag] = Intl.getCanonicalLocales(
            element.getAttribute('locale') ?? element.closest('[lang]')?.lang ?? pageSays('html', 'lang')
        );
    } catch {
        // no language is English
    }
    if (!own && !LANGUAGES[tag?.slice(0, 2)]) {
        tag = 'en';
    }
    const known = LANGUAGES[tag.slice(0, 2)] ?? LANGUAGES.en;
    const texts = {...Object.fromEntries(Object.keys(en).map((key, at) => [key, known[at]])), ...own};
    const plurals = new Intl.PluralRules(tag);
    const numbers = new Intl.NumberFormat(tag);
    const distance = new Intl.RelativeTimeFormat(tag, {numeric: 'auto'});
    const moment = new Intl.DateTimeFormat(tag, {dateStyle: 'full', timeStyle: 'short'});
    return {
        tag,
        dir: /^(ar|fa|he|ps|ur)/.test(tag) ? 'rtl' : 'ltr',

        /** A name keeps its own direction among our words. */
        text: (key, name) => texts[key].replace('{name}', `\u2068${name}\u2069`),

        plural(key, number) {
            const forms = texts[key];
            return (forms[plurals.select(number)] ?? forms.other).replace('{n}', numbers.format(number));
        },

        /** What is wrong: by its code, by the end of its code, else as the service says it. */
        error: ({code = '', detail}) => texts[code] ?? texts[code.replace(/^\w+-/, '')] ?? detail ?? texts.down,

        /** A clock that goes wrong makes no comment come from the future. */
        ago(time) {
            const seconds = Math.max(0, (Date.now() - new Date(time)) / 1000);
            const [unit, length] = Object.entries(UNITS).find(([, size]) => seconds >= size) ?? ['second', 1];
            return distance.format(-Math.floor(seconds / length), unit);
        },

        ahead: seconds => distance.format(seconds, 'second'),

        exact: time => moment.format(new Date(time))
    };
}
