/** What came and what was decided day by day: stacked bars of decisions, and a line of submissions. Drawn by uPlot. */
import uPlot from '../lib/uplot.js';
import { h, fill } from '../shell/dom.js';
import { lang, number, t } from '../shell/i18n.js';

const HEIGHT = 240;
const DECIDED = ['approved', 'rejected', 'spam'];
const ALL = ['submitted', ...DECIDED];
const TICKS = [1, 2, 5].flatMap((n) => [0, 1, 2, 3, 4, 5].map((zeros) => n * 10 ** zeros)).sort((a, b) => a - b);

/** A day as `2026-11-24`, shortly. */
export const dayName = (day) => new Intl.DateTimeFormat(lang(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day));

export class DayChart {
  constructor(days) {
    this.days = days;
    this.swatches = Object.fromEntries(ALL.map((name) => [name, h(`i.swatch.${name}`)]));
    this.plot = h('div.plot', { dir: 'ltr', role: 'img', 'aria-label': this.summary() });
    this.readout = h('p.readout', { 'aria-hidden': 'true' });
    this.element = h('figure', {},
      h('figcaption', {}, h('h2', {}, t('numbers.perDay')),
        h('ul.legend', {}, ALL.map((name) => h('li', {}, this.swatches[name], t(`numbers.${name}`))))),
      this.plot, this.readout);
    this.looks = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
    this.redraw = () => this.draw();
    this.resized = new ResizeObserver(() => this.chart?.setSize({ width: this.plot.clientWidth, height: HEIGHT }));
  }

  /** Begins, once the element is in the page. */
  start() {
    this.looks.forEach((look) => look.addEventListener('change', this.redraw));
    this.draw();
    this.resized.observe(this.plot);
  }

  stop() {
    this.looks.forEach((look) => look.removeEventListener('change', this.redraw));
    this.resized.disconnect();
    this.chart?.destroy();
    this.chart = null;
  }

  summary() {
    const sum = (name) => this.days.reduce((all, day) => all + day[name], 0);
    return t('numbers.summary', { n: this.days.length, ...Object.fromEntries(ALL.map((name) => [name, sum(name)])) });
  }

  /** Colours come from the legend, which has them from the style sheet in whatever scheme is on. */
  colour(name) {
    return getComputedStyle(this.swatches[name]).backgroundColor;
  }

  draw() {
    this.chart?.destroy();
    this.chart = new uPlot(this.options(), this.data(), fill(this.plot));
    this.read(null);
  }

  /** Bars are stacked by drawing sums, the whole first and each smaller part over it. */
  data() {
    const sums = DECIDED.map((_, i) => this.days.map((day) => DECIDED.slice(0, i + 1).reduce((all, name) => all + day[name], 0)));
    return [this.days.map((_, i) => i), ...sums.reverse(), this.days.map((day) => day.submitted)];
  }

  options() {
    const style = getComputedStyle(this.plot);
    const backwards = document.documentElement.dir === 'rtl';
    const axis = { stroke: style.color, font: `12px ${style.fontFamily}`, ticks: { show: false } };
    const bars = uPlot.paths.bars({ size: [0.7, 36] });
    return {
      width: this.plot.clientWidth,
      height: HEIGHT,
      padding: [8, 8, 0, 8],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
      scales: {
        x: { time: false, dir: backwards ? -1 : 1, range: () => [-0.6, this.days.length - 0.4] },
        y: { range: (_, low, high) => [0, Math.max(4, high * 1.08)] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 28, space: 64, incrs: [1, 2, 7, 14, 28, 56, 91], values: (_, at) => at.map((i) => this.label(i)) },
        { ...axis, side: backwards ? 1 : 3, size: 44, incrs: TICKS, values: (_, at) => at.map(number), grid: { stroke: style.borderTopColor, width: 1 } },
      ],
      series: [
        {},
        ...[...DECIDED].reverse().map((name) => ({ fill: this.colour(name), width: 0, paths: bars, points: { show: false } })),
        { stroke: this.colour('submitted'), width: 2, points: { show: this.days.length < 32, size: 5, fill: this.colour('submitted') } },
      ],
      hooks: { setCursor: [(chart) => this.read(chart.cursor.idx)] },
    };
  }

  label(index) {
    return Number.isInteger(index) && this.days[index] ? dayName(this.days[index].day) : '';
  }

  read(index) {
    const day = this.days[index ?? -1];
    this.readout.textContent = day ? `${dayName(day.day)}: ${t('numbers.ofDay', day)}` : t('numbers.pointAt');
  }
}
