/** What a moderator can do at the queue, and the key of each. */
import { t } from '../shell/i18n.js';
import { say } from '../shell/toasts.js';
import { prompt } from '../shell/dialog.js';
import { go, place } from '../shell/router.js';
import { agreed, decide, decided, undo } from './decisions.js';
import { editForm, replyForm } from './writing.js';
import { reveal } from './reveal.js';
import { setStanding } from './standing.js';
import { showSteps } from './undo-bar.js';

export class Desk {
  feed = null;
  bulk = null;
  #off = new AbortController();

  constructor(list) {
    this.list = list;
    this.acts = {
      approve: () => this.decide('approved'),
      reject: () => this.decide('rejected'),
      spam: () => this.decide('spam'),
      pending: () => this.decide('pending'),
      skip: () => this.skip(),
      reply: () => this.reply(),
      edit: () => this.edit(),
      reveal: () => this.reveal(),
      trust: () => this.standing('trusted'),
      ban: () => this.standing('banned'),
      open: () => this.open(),
    };
    decided.addEventListener('undone', ({ detail }) => this.#takenBack(detail), { signal: this.#off.signal });
  }

  stop() {
    this.#off.abort();
  }

  /** The current comment, when it is in view and still there to act on; else brings it into view, or moves on. */
  #inHand() {
    const { item } = this.list;
    if (!item) return null;
    if (this.feed.away) {
      this.feed.follow();
      return null;
    }
    if (this.list.taken.has(item.id)) {
      this.move(1);
      return null;
    }
    return item;
  }

  decide(to, reason = null) {
    if (this.list.selected.size > 0) {
      this.decideSelected(to);
      return;
    }
    const item = this.#inHand();
    if (!item) return;
    this.#settle(decide([{ item, status: this.list.statusOf(item) }], to, { reason }));
  }

  async decideSelected(to) {
    const chosen = [...this.list.selected];
    const seen = chosen.map((id) => this.list.items.get(id)).map((item) => ({ item, status: this.list.statusOf(item) }));
    const meant = seen.filter(({ status }) => status !== to && status !== 'withdrawn');
    if (!(await agreed(meant.length, to))) return;
    // while the question stood there a colleague may have taken some
    const still = meant.filter(({ item }) => this.list.selected.has(item.id));
    this.list.selected.clear();
    this.#settle(decide(still, to));
  }

  #settle(ids) {
    if (ids.length) this.list.settle(ids);
    this.feed.follow();
  }

  async withReason() {
    const item = this.#inHand();
    if (!item) return;
    const reason = await prompt(t('reject.title', { name: item.name }), {
      label: t('reject.reason'), submit: t('act.reject'), choices: [t('reject.offTopic'), t('reject.abusive'), t('reject.advertising')],
    });
    if (reason !== null && this.list.current === item.id) this.decide('rejected', reason || null);
  }

  #takenBack(step) {
    const back = step.entries.map((entry) => this.list.items.get(entry.id)).filter(Boolean);
    for (const item of back) this.list.put(item, { makeCurrent: back.length === 1 });
    if (back.length > 1) this.list.moveTo(back[0].id);
    this.feed.follow();
  }

  move(by) {
    this.list.step(by);
    this.feed.follow();
  }

  skip() {
    if (!this.#inHand()) return;
    this.list.skip();
    this.feed.follow();
  }

  open() {
    const { item } = this.list;
    if (item?.thread.url) window.open(item.thread.url, '_blank', 'noopener,noreferrer');
    else say(t('open.none'));
  }

  look() {
    if (this.list.current) go(place(`comments/${this.list.current}`));
  }

  #hold(item, make) {
    const card = this.feed.card(item.id);
    const form = make((answer) => {
      card.hold(null);
      this.list.changed();
      this.feed.follow();
      card.element.focus({ preventScroll: true });
      return answer;
    });
    card.hold(form);
  }

  reply() {
    const item = this.#inHand();
    if (!item) return;
    const status = this.list.statusOf(item);
    if (status !== 'pending' && status !== 'approved') return;
    this.#hold(item, (end) => replyForm(item, status, (reply) => {
      end();
      if (!reply) return;
      say(t('reply.done'));
      if (status === 'pending') this.list.takenBy(item.id, null, 'approved', item.version + 1);
      if (this.list.taken.has(item.id)) this.move(1);
      this.list.settle([item.id]);
    }));
  }

  edit() {
    const item = this.#inHand();
    if (!item || item.status === 'withdrawn') return;
    this.#hold(item, (end) => editForm(item, (changed) => {
      end();
      if (!changed) return;
      this.list.put(changed);
      say(t('edit.done'));
      this.feed.follow();
    }));
  }

  async reveal() {
    const item = this.#inHand();
    if (!item || item.email === null) return;
    const email = await reveal(item);
    if (!email) return;
    item.revealed = email;
    this.list.changed();
  }

  standing(wanted) {
    const item = this.#inHand();
    if (!item) return;
    setStanding(item, wanted, (standing) => {
      for (const one of this.list.items.values()) {
        if (one.author?.id === item.author.id) one.author.standing = standing;
      }
      this.list.changed();
    });
  }

  /** The keys, for shell/keys.js. */
  keys(selectAll, search) {
    const { acts } = this;
    const decideKeys = [['a', 'approve'], ['r', 'reject'], ['s', 'spam'], ['p', 'pending'], ['n', 'skip']];
    const actKeys = [['c', 'reply'], ['e', 'edit'], ['v', 'reveal'], ['t', 'trust'], ['b', 'ban'], ['o', 'open']];
    const list = (keys, group) => keys.map(([key, name]) => ({ key, label: `act.${name}`, group, run: acts[name] }));
    return [
      ...list(decideKeys, 'keys.decide'),
      { key: 'Shift+R', label: 'keys.rejectReason', group: 'keys.decide', run: () => this.withReason() },
      { key: 'u', also: 'z', label: 'keys.undo', group: 'keys.decide', run: () => { if (!undo()) say(t('undo.nothing')); } },
      { key: 'h', label: 'keys.steps', group: 'keys.decide', run: showSteps },
      ...list(actKeys, 'keys.comment'),
      { key: 'Enter', label: 'keys.look', group: 'keys.comment', run: () => this.look() },
      { key: 'j', also: 'ArrowDown', label: 'keys.next', group: 'keys.move', repeat: true, run: () => this.move(1) },
      { key: 'k', also: 'ArrowUp', label: 'keys.previous', group: 'keys.move', repeat: true, run: () => this.move(-1) },
      { key: '/', label: 'keys.search', group: 'keys.move', run: search },
      { key: 'x', label: 'keys.selectOne', group: 'keys.select', run: () => this.list.current && this.list.pick(this.list.current) },
      { key: 'Shift+X', label: 'keys.range', group: 'keys.select', run: () => this.list.current && this.list.pick(this.list.current, { range: true }) },
      { key: 'Shift+A', label: 'keys.selectAll', group: 'keys.select', run: selectAll },
      { key: 'Escape', label: 'keys.selectNone', group: 'keys.select', run: () => this.list.pickNone() },
    ];
  }
}
