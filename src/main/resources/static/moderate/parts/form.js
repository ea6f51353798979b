/** Forms whose refusals stand at the fields that they are about. */
import { h } from '../shell/dom.js';
import { has, t } from '../shell/i18n.js';

let last = 0;

/** What went wrong, for who reads it: in their language where there is a text for it, else the server's own words. */
export function messageOf(error) {
  if (!error.status) return t('shell.noAnswer');
  if (error.slug === 'rate-limited') return t('signin.tooMany', { n: Math.ceil(error.retryAfter / 60) || 1 });
  return has(`problem.${error.slug}`) ? t(`problem.${error.slug}`) : error.message;
}

const reasonOf = ({ code, detail }) => (has(`error.${code}`) ? t(`error.${code}`) : detail);

/**
 * A labelled control. `pointer` is where a 422 finds it: the JSON pointer of its value, or the beginning of it.
 * `read` makes the value of the control.
 */
export function field(name, label, control, { help = null, pointer = `/${name}`, read = (input) => input.value } = {}) {
  last += 1;
  const id = `field-${last}`;
  const isBox = control.type === 'checkbox';
  const error = h('p.error', { id: `${id}-error` });
  control.id = id;
  control.name ||= name;
  control.setAttribute('aria-describedby', help ? `${id}-help ${id}-error` : `${id}-error`);
  const text = h('label', { for: id }, label);
  return {
    name,
    pointer,
    control,
    element: h(isBox ? 'div.tick' : 'div.field', {},
      isBox ? [control, text] : [text, control],
      help && h('small', { id: `${id}-help` }, help), error),
    read: () => (isBox ? control.checked : read(control)),
    say(message) {
      error.textContent = message;
      control.setAttribute('aria-invalid', message ? 'true' : 'false');
    },
  };
}

/** A control of several: a legend, and what is below it. */
export function group(legend, ...children) {
  return h('fieldset', {}, h('legend', {}, legend), children);
}

export class Form {
  /**
   * @param fields made by {@link field}; `body` are the nodes to show, where that is more than the fields in a row
   * @param send takes the values by name; what it returns goes to `done`
   * @param cancel gets a button where it is given
   */
  constructor({ fields, body, submit, send, done = () => {}, cancel = null, kind = 'primary', more = null }) {
    this.fields = fields;
    this.send = send;
    this.done = done;
    this.error = h('p.error', { role: 'alert' });
    this.button = h(`button.${kind}`, { type: 'submit' }, submit);
    this.element = h('form', { novalidate: true, onsubmit: (event) => this.submit(event) },
      body ?? fields.map(({ element }) => element),
      this.error,
      h('p.buttons', {}, more, cancel && h('button', { type: 'button', onclick: () => cancel() }, t('dialog.cancel')), this.button));
  }

  get values() {
    return Object.fromEntries(this.fields.map((one) => [one.name, one.read()]));
  }

  async submit(event) {
    event.preventDefault();
    if (this.button.disabled) return;
    await this.trying(async () => this.done(await this.send(this.values)));
  }

  /** Does something with the form's values; a refusal is shown in the form. */
  async trying(act) {
    this.clear();
    this.button.disabled = true;
    try {
      await act();
    } catch (error) {
      this.refused(error);
    } finally {
      this.button.disabled = false;
    }
  }

  clear() {
    this.error.textContent = '';
    this.fields.forEach((one) => one.say(''));
  }

  refused(error) {
    const [mine, others] = this.sorted(error.errors ?? []);
    mine.forEach(([one, refusal]) => one.say(reasonOf(refusal)));
    this.error.textContent = mine.length ? others.map(reasonOf).join(' ') : [messageOf(error), ...others.map(reasonOf)].join(' ');
    mine[0]?.[0].control.focus();
  }

  sorted(errors) {
    const mine = [];
    const others = [];
    for (const refusal of errors) {
      const one = this.fields.find(({ pointer }) => refusal.pointer === pointer || refusal.pointer.startsWith(`${pointer}/`));
      if (one) mine.push([one, refusal]);
      else others.push(refusal);
    }
    return [mine, others];
  }
}

/** An input of one line. */
export const line = (attributes = {}) => h('input', { type: 'text', autocomplete: 'off', ...attributes });

/** An input for a password of one's own; `kind` 'current-password' or 'new-password'. */
export const secret = (kind) => h('input', { type: 'password', autocomplete: kind, dir: 'ltr' });

/** A choice; `options` are `[value, text]`. */
export function select(options, value, attributes = {}) {
  return h('select', attributes, options.map(([key, text]) => h('option', { value: key, selected: key === value }, text)));
}
