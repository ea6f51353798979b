import { lang } from '../shell/i18n.js';

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** Seconds as a person says them: "45 sec", "2.5 hr"; a dash for null. */
export function duration(seconds) {
  if (seconds === null) return '–';
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? UNITS.at(-1);
  const value = seconds / length;
  return new Intl.NumberFormat(lang(), {
    style: 'unit', unit, unitDisplay: lang() === 'en' ? 'short' : 'long', maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
