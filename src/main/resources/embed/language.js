import {pageSays} from './dom.js';
import {en} from './languages/en.js';
import {ur} from './languages/ur.js';
import {ar} from './languages/ar.js';
import {es} from './languages/es.js';
import {fr} from './languages/fr.js';
import {de} from './languages/de.js';

const LANGUAGES = {en: Object.values(en), ur, ar, es, fr, de};
const UNITS = {second: 60, minute: 60, hour: 24, day: 30, month: 12, year: Infinity};

/** What a function makes, or nothing where it fails: a publisher's slip must not take the thread away. */
const attempted = make => {
    try {
        return make();
    } catch {
        return undefined;
    }
};

/**
 * The texts, numbers and times of an element: in its own language, else in that of what it stands in (BCP 47), else in
 * English. A publisher's own texts go before ours, those of the page before those of the whole site.
 */
export function speak(element, site) {
    const own = element.texts ?? attempted(() => JSON.parse(element.getAttribute('texts')));
    const asked = element.getAttribute('locale') ?? element.closest('[lang]')?.lang ?? pageSays('html', 'lang');
    let [tag] = attempted(() => Intl.getCanonicalLocales(asked)) ?? [];
    let known = LANGUAGES[tag?.slice(0, 2)];
    if (!tag || !known && !own && !site) {
        tag = 'en';
    }
    known ??= LANGUAGES.en;
    const texts = {...Object.fromEntries(Object.keys(en).map((key, at) => [key, known[at]])), ...site, ...own};
    const plurals = new Intl.PluralRules(tag);
    const moment = new Intl.DateTimeFormat(tag, {dateStyle: 'full', timeStyle: 'short'});
    const distance = new Intl.RelativeTimeFormat(tag, {numeric: 'auto'});
    return {
        tag,
        dir: /^(ar|fa|he|ps|ur)/.test(tag) ? 'rtl' : 'ltr',

        /** A name keeps its own direction among our words. */
        text: (key, name) => texts[key].replace('{name}', `\u2068${name}\u2069`),

        plural: (key, amount) => (texts[key][plurals.select(amount)] ?? texts[key].other).replace('{n}', amount.toLocaleString(tag)),

        /** What is wrong: by its code, by the end of its code, else as the service says it. */
        error: ({code = '', detail}) => texts[code] ?? texts[code.replace(/^(body|name|email)-/, '')] ?? detail ?? texts.down,

        /** A clock that goes wrong makes no comment come from the future. */
        ago(time) {
            let amount = Math.max(1, (Date.now() - new Date(time)) / 1000);
            for (const unit in UNITS) {
                if (amount < UNITS[unit]) {
                    return distance.format(-Math.floor(amount), unit);
                }
                amount /= UNITS[unit];
            }
        },

        ahead: seconds => distance.format(seconds, 'second'),

        exact: time => moment.format(new Date(time))
    };
}
