/**
 * Draws a list as a feed (ARIA), of which only what is near the viewport is in the document: thousands of comments scroll
 * as a dozen do. Drawn at most once a frame, however many keys a frame brings.
 */
import { h } from '../shell/dom.js';
import { t } from '../shell/i18n.js';
import { Card } from './card.js';

const BEYOND = 900;
const GUESS = 170;

export class Feed {
  #cards = new Map();
  #heights = new Map();
  #frame = 0;
  #follow = false;
  #off = new AbortController();
  #above = h('div', { 'aria-hidden': 'true' });
  #below = h('div', { 'aria-hidden': 'true' });
  /** Whether the current comment is out of view, because somebody scrolled; it must not be decided on then. */
  away = false;

  constructor(list, toolbar) {
    this.list = list;
    this.toolbar = toolbar;
    this.body = h('div.feed', { role: 'feed', 'aria-label': t('queue.title') });
    this.element = h('div', {}, this.#above, this.body, this.#below);
    this.draw = () => this.#ask();
    this.#listen();
  }

  #listen() {
    const { signal } = this.#off;
    addEventListener('scroll', this.draw, { passive: true, signal });
    addEventListener('resize', this.draw, { signal });
    this.list.addEventListener('change', this.draw, { signal });
    this.body.addEventListener('focusin', (event) => this.#touched(event));
    this.body.addEventListener('click', (event) => this.#clicked(event));
  }

  stop() {
    this.#off.abort();
    cancelAnimationFrame(this.#frame);
  }

  #ask() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** Draws, and brings the current comment into view and into focus. */
  follow() {
    this.#follow = true;
    this.away = false;
    this.#ask();
  }

  card(id) {
    return this.#cards.get(id) ?? null;
  }

  #idOf(event) {
    return event.target.closest('.card')?.dataset.id ?? null;
  }

  #touched(event) {
    const id = this.#idOf(event);
    if (id && id !== this.list.current && !event.target.matches('.pick input')) this.list.moveTo(id);
  }

  #clicked(event) {
    const id = this.#idOf(event);
    if (!id) return;
    if (event.target.matches('.pick input')) {
      this.list.pick(id, { range: event.shiftKey });
    } else if (event.shiftKey && !event.target.closest('a, button, textarea')) {
      getSelection().removeAllRanges();
      this.list.pick(id, { range: true });
    } else if (id !== this.list.current && !event.target.closest('a, button, textarea, input') && !String(getSelection())) {
      this.list.moveTo(id);
    }
  }

  #heightOf(id) {
    return this.#heights.get(id) ?? GUESS;
  }

  /** The part of the list that is to be in the document: from, to, and how high what is left out is. */
  #window() {
    const { ids } = this.list;
    const top = this.element.getBoundingClientRect().top;
    const start = -top - BEYOND;
    const end = -top + innerHeight + BEYOND;
    let [from, to, above, below, y] = [0, 0, 0, 0, 0];
    ids.forEach((id, i) => {
      const height = this.#heightOf(id);
      if (y + height < start) {
        above += height;
        from = i + 1;
      } else if (y > end) {
        below += height;
      } else {
        to = i + 1;
      }
      y += height;
    });
    return this.#withCurrent({ from, to: Math.max(from, to), above, below });
  }

  /** When a key led out of the window, the window goes along. */
  #withCurrent(part) {
    const at = this.list.index();
    if (!this.#follow || at < 0 || (at >= part.from && at < part.to)) return part;
    const { ids } = this.list;
    const sum = (list) => list.reduce((total, id) => total + this.#heightOf(id), 0);
    const from = Math.max(0, at - 8);
    const to = Math.min(ids.length, at + 8);
    return { from, to, above: sum(ids.slice(0, from)), below: sum(ids.slice(to)) };
  }

  #draw() {
    const { list } = this;
    const hadFocus = this.body.contains(document.activeElement) || document.activeElement === document.body;
    const { from, to, above, below } = this.#window();
    const wanted = list.ids.slice(from, to);
    this.#above.style.blockSize = `${above}px`;
    this.#below.style.blockSize = `${below}px`;
    this.#place(wanted, from);
    for (const id of wanted) this.#heights.set(id, this.#cards.get(id).element.offsetHeight);
    this.body.setAttribute('aria-busy', String(list.loading));
    this.#settleFocus(hadFocus);
    if (to + 20 > list.ids.length && !list.ended && !list.error) list.more();
  }

  #place(wanted, from) {
    const stay = new Set(wanted);
    for (const [id, card] of this.#cards) {
      if (!stay.has(id)) {
        card.element.remove();
        this.#cards.delete(id);
      }
    }
    let next = this.body.firstElementChild;
    wanted.forEach((id, i) => {
      const card = this.#cards.get(id) ?? this.#newCard(id);
      card.draw(this.list, from + i);
      if (card.element === next) next = next.nextElementSibling;
      else this.body.insertBefore(card.element, next);
    });
    const current = this.#cards.get(this.list.current);
    if (current && !this.list.taken.has(this.list.current)) current.carry(this.toolbar.for(this.list.item, this.list.statusOf(this.list.item)));
  }

  #newCard(id) {
    const card = new Card(this.list.items.get(id));
    this.#cards.set(id, card);
    return card;
  }

  #settleFocus(hadFocus) {
    const element = this.#cards.get(this.list.current)?.element;
    if (!element) {
      this.away = this.list.current !== null;
      return;
    }
    if (this.#follow) {
      if (hadFocus && !element.contains(document.activeElement)) element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'nearest' });
      this.#follow = false;
    }
    const { top, bottom } = element.getBoundingClientRect();
    this.away = bottom < 60 || top > innerHeight - 40;
  }
}
