import {ask} from './api.js';
import {commentItem} from './comment.js';
import {button, h} from './dom.js';
import {fill} from './html.js';
import {keep, recall} from './store.js';

const MOST = 100;
const DAY = 864e5;

/**
 * The comments that were written in this browser, the newest hundred: shown to their author while they wait, and ready to be
 * withdrawn for as long as the browser keeps the receipt. One whose receipt was lost on the way is shown for a day: nobody
 * can ask what became of it.
 */
export function ownComments(widget) {
    const {language, find, say, attempt} = widget;
    const {text, error} = language;
    const name = 'receipts:' + widget.name;
    let receipts = recall(name) ?? [];

    const store = changed => keep(name, receipts = changed);
    const has = id => receipts.find(own => own.id == id && own.receipt);
    const askFor = (id, method, body) => ask('submissions/' + id, method, {Receipt: has(id).receipt}, body);

    function forget(id, why) {
        store(receipts.filter(own => own.id != id));
        widget.leave(id);
        say(text(why));
    }

    /** Asks once more before it acts. */
    function withdrawing(id) {
        const act = button(text('withdraw'), attempt(async () => {
            if (act.textContent == text('sure')) {
                await askFor(id, 'DELETE');
                forget(id, 'withdrawn');
            } else {
                act.textContent = text('sure');
            }
        }));
        return act;
    }

    /** Opens the editor in the text's place, or closes it. */
    function edit(copy, item) {
        const shown = item.querySelector('.text');
        const body = h('textarea.input', {rows: 5, dir: 'auto', ariaLabel: text('body'), value: copy.body});
        const wrong = h('p.error', {role: 'alert'});
        const onsubmit = async event => {
            event.preventDefault();
            try {
                Object.assign(copy, await askFor(copy.id, 'PATCH', {body: body.value}));
                fill(shown, copy.html);
                edit(copy, item);
            } catch (refusal) {
                wrong.textContent = error(refusal.errors?.[0] ?? refusal);
            }
        };
        item.querySelector('form')?.remove();
        shown.hidden = !shown.hidden;
        if (shown.hidden) {
            shown.after(h('form', {onsubmit}, body, wrong, h('button.submit', {}, text('save'))));
            body.focus();
        }
    }

    /** A waiting comment, in the thread or put there now. */
    function show(copy) {
        let item = find(copy.id);
        if (!item) {
            const change = button(text('edit'), () => edit(copy, item));
            item = commentItem(copy, language, ...has(copy.id) ? [change, withdrawing(copy.id)] : []);
            item.className = 'waiting';
            item.querySelector('.text').before(h('p.note', {}, text('pending')));
            widget.put(item, copy.parent, true);
        }
        item.querySelector('footer button')?.toggleAttribute('hidden', new Date(copy.editableUntil) < Date.now());
        return item;
    }

    /** Approved, but on a later page: it stays where it is. */
    function settle(id) {
        const item = find(id);
        if (item?.matches('.waiting')) {
            item.className = '';
            item.querySelector('.note').remove();
            item.querySelector('footer button').hidden = true;
        }
    }

    async function lookAt(own) {
        const {id, copy, parent} = own;
        if (copy) {
            if (Date.now() - new Date(copy.submittedAt) > DAY || find(id)?.matches(':not(.waiting)')) {
                store(receipts.filter(other => other != own));
            } else {
                show({...copy, parent});
            }
            return;
        }
        try {
            const now = await askFor(id);
            if (now.status == 'pending') {
                show({...now, parent});
            } else if (now.status == 'approved') {
                own.isPublic = true;
                store(receipts);
                await widget.catchUp();
                settle(id);
            } else {
                forget(id, now.status);
            }
        } catch ({status}) {
            if (status == 404) {
                forget(id, 'rejected');
            }
        }
    }

    return {
        has,
        withdrawing,

        /** One that was just sent; an answer that is given again has no receipt. */
        add(copy) {
            const {id, receipt, parent} = copy;
            store([...receipts, receipt ? {id, receipt, parent} : {id, copy, parent}].slice(-MOST));
            say('');
            show(copy).firstChild.focus();
        },

        /** Asks what became of those that wait. */
        look: () => Promise.all(receipts.filter(own => !own.isPublic).map(lookAt))
    };
}
