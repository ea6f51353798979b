/**
 * Where decisions wait until the server has answered: one entry a key in `localStorage`, so that a decision costs one small
 * write, and survives a reload, a crash, and the end of the session. Each tab has entries of its own; those of a tab that is
 * gone (its Web Lock is free) are taken over by the next one of the same moderator. Sent twice they do no harm: the server
 * compares versions.
 */
const PREFIX = 'greenroom.outbox|';
const TAB = 'greenroom.tab';

const newTab = () => crypto.getRandomValues(new Uint32Array(2)).join('');

/** Holds a lock for as long as the tab lives; false when another tab has it. Without locks (plain http) everybody has them. */
function hold(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : null;
    });
  });
}

function ifFree(name, act) {
  if (!navigator.locks) return act();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? act() : null));
}

export class OutboxStore {
  #user;
  #tab;
  #last = 0;

  /** Opens the entries of a moderator, those of tabs that are gone included; resolves to them, oldest first. */
  async open(username) {
    this.#user = encodeURIComponent(username);
    this.#tab = sessionStorage.getItem(TAB) ?? newTab();
    // a duplicated tab has a copy of the other's sessionStorage
    if (!(await hold(PREFIX + this.#tab))) {
      this.#tab = newTab();
      await hold(PREFIX + this.#tab);
    }
    sessionStorage.setItem(TAB, this.#tab);
    for (const tab of this.#tabs()) {
      if (tab !== this.#tab) await ifFree(PREFIX + tab, () => this.#adopt(tab));
    }
    return this.#keys(this.#tab).map((key) => JSON.parse(localStorage.getItem(key)));
  }

  #start(tab) {
    return `${PREFIX}${this.#user}|${tab}|`;
  }

  #keys(tab) {
    const start = this.#start(tab);
    return Object.keys(localStorage).filter((key) => key.startsWith(start)).sort();
  }

  #tabs() {
    const start = `${PREFIX}${this.#user}|`;
    const ours = Object.keys(localStorage).filter((key) => key.startsWith(start));
    return new Set(ours.map((key) => key.split('|')[2]));
  }

  #adopt(tab) {
    for (const key of this.#keys(tab)) {
      const entry = JSON.parse(localStorage.getItem(key));
      this.put(entry);
      localStorage.removeItem(key);
    }
  }

  /** A number for the next entry, larger than any before. */
  next() {
    this.#last = Math.max(this.#last + 1, Date.now() * 1000);
    return this.#last;
  }

  /** False when the browser keeps no more. */
  put(entry) {
    try {
      localStorage.setItem(this.#start(this.#tab) + entry.seq, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  remove(entry) {
    localStorage.removeItem(this.#start(this.#tab) + entry.seq);
  }
}
