import {ask} from './api.js';
import {button, h} from './dom.js';
import {writeMarkdown} from './preview.js';
import {sending} from './sending.js';
import {keep, recall} from './store.js';

/** Code points as the service counts them: composed, and without what stands around them. */
const lengthOf = text => [...text.normalize().trim()].length;

/** A labelled control with its error, and how full it is once that matters. */
function field({text}, name, max, control) {
    const error = h('p.error', {id: name + '-error'});
    const room = h('span.room', {id: name + '-room'});
    const isOver = () => lengthOf(control.value) > max;
    const fail = what => {
        error.textContent = what;
        control.ariaInvalid = !!what;
    };
    const oninput = () => {
        const length = lengthOf(control.value);
        room.textContent = length > max * .9 ? `${length} / ${max}` : '';
        fail(isOver() ? text('too-long') : '');
    };
    Object.assign(control, {id: name, required: true, oninput});
    control.setAttribute('aria-describedby', `${name}-error ${name}-room`);
    return {
        element: h('div.field', {}, h('label', {htmlFor: name}, text(name) + ' *'), room, control, error),
        control,
        fail,

        /** What the service would surely refuse is not sent. */
        check() {
            const {valueMissing, typeMismatch} = control.validity;
            const code = valueMissing ? '-required' : typeMismatch ? '-invalid' : isOver() ? '-too-long' : '';
            return code && {pointer: '/' + name, code: name + code};
        }
    };
}

/** "Leave a Reply": keeps what is typed, sends it once however often it has to try, and says what is wrong where it is. */
export function replyForm(widget, limits) {
    const {language, find} = widget;
    const {text} = language;
    const draft = 'draft:' + widget.name;
    const kept = recall(draft) ?? {};
    const me = recall('me', 'sessionStorage') ?? recall('me') ?? {name: '', email: ''};
    let {key} = kept;
    let parent;
    let isBusy;

    const body = h('textarea.input', {rows: 6, dir: 'auto', value: kept.body ?? ''});
    const name = h('input.input', {autocomplete: 'name', dir: 'auto', value: me.name});
    const email = h('input.input', {type: 'email', autocomplete: 'email', dir: 'ltr', value: me.email});
    const fields = {
        body: field(language, 'body', limits.body.max, body),
        name: field(language, 'name', limits.name.max, name),
        email: field(language, 'email', 254, email)
    };
    const heading = h('h3.heading');
    const cancel = button(text('cancelReply'), () => {
        const answered = find(parent.id);
        moveTo();
        typed();
        answered.querySelector('.reply').focus();
    });
    const preview = h('div.text preview input', {dir: 'auto', hidden: true});
    const toggle = button(text('preview'), () => show(preview.hidden));
    const remember = h('input', {type: 'checkbox', checked: recall('me')});
    const trap = h('input', {name: 'website', tabIndex: -1, autocomplete: 'off'});
    const status = h('p', {role: 'status'});
    const {now, stop} = sending(send, wait);
    const again = button('', now);
    const element = h(
        'form.form',
        {noValidate: true, onsubmit: submit},
        h('header', {}, heading, cancel),
        h('p.soft', {}, text('note')),
        fields.body.element,
        h('div.pair', {}, fields.name.element, fields.email.element),
        h('label.remember', {}, remember, text('remember')),
        h('div.trap', {ariaHidden: true}, trap),
        h('footer', {}, h('button.submit', {}, text('post')), toggle),
        h('footer', {}, status, again)
    );
    const home = h('div', {}, element);
    const person = () => ({name: name.value, email: email.value});

    /** The text, its place and its Idempotency-Key stay in this browser; who writes, only as long as the tab. */
    function store() {
        keep(draft, (body.value || parent) && {body: body.value, parent, key});
        keep('me', person(), 'sessionStorage');
    }

    /** Another text is another submission, and none is sent that is only half written. */
    function typed() {
        key = null;
        stop();
        say('');
        store();
    }

    function say(what) {
        status.textContent = what;
        again.hidden = true;
    }

    function show(isPreview) {
        preview.replaceChildren();
        writeMarkdown(preview, body.value);
        preview.hidden = !isPreview;
        body.hidden = isPreview;
        toggle.ariaPressed = isPreview;
    }

    /** In place below the comment that it answers, else below the thread, with all that is in it. */
    function moveTo(comment) {
        const below = find(comment?.id)?.firstChild;
        parent = below && {id: comment.id, name: comment.name};
        if (below) {
            below.after(element);
        } else {
            home.append(element);
        }
        heading.textContent = parent ? text('replyTo', parent.name) : text('title');
        cancel.hidden = !parent;
    }

    function submit(event) {
        event.preventDefault();
        const errors = Object.values(fields).map(each => each.check()).filter(error => error);
        if (errors.length) {
            fail(errors);
        } else {
            now();
        }
    }

    /** Each error beside its field, the first of them in focus. */
    function fail(errors) {
        show(false);
        say('');
        for (const error of errors.reverse()) {
            const wrong = fields[error.pointer.slice(1)];
            (wrong?.fail ?? say)(language.error(error));
            wrong?.control.focus();
        }
    }

    async function send() {
        if (isBusy) {
            return;
        }
        element.ariaBusy = isBusy = true;
        key ??= crypto.getRandomValues(new Uint32Array(4)).join('-');
        store();
        const {thread, url, title} = widget;
        const answered = parent?.id ?? null;
        let answer;
        try {
            answer = await ask(widget.path + '/comments', 'POST', {'Idempotency-Key': key}, {
                thread: {key: thread, url, title},
                parent: answered,
                ...person(),
                body: body.value,
                locale: language.tag,
                proof: null,
                website: trap.value
            });
        } catch (refusal) {
            if (!refusal.status || refusal.status == 429 || refusal.status > 499) {
                throw refusal;
            }
            key = null;
            fail(refusal.errors ?? [{...refusal, pointer: ''}]);
            return;
        } finally {
            element.ariaBusy = isBusy = false;
        }
        keep('me', remember.checked && person());
        body.value = '';
        show(false);
        moveTo();
        typed();
        widget.own.add({...answer, parent: answered});
    }

    function wait(refusal, left) {
        say(refusal.status == 429 ? language.error(refusal) : text('unsent'));
        again.textContent = text('retry') + (left ? ' ' + language.ahead(left) : '');
        again.disabled = left && refusal.wait;
        again.hidden = false;
    }

    body.after(preview);
    say('');
    element.addEventListener('input', typed);
    return {
        element,
        home,
        moveTo,

        /** Once the thread is there: back to the comment that the draft answers, and to a sending that was broken off. */
        resume() {
            moveTo(kept.parent);
            if (key) {
                wait({}, 0);
            }
        },

        replyTo(comment) {
            moveTo(comment);
            typed();
            show(false);
            body.focus();
        }
    };
}
