import {ask} from './api.js';
import {commentItem} from './comment.js';
import {button, h} from './dom.js';
import {fill} from './html.js';
import {keep, recall} from './store.js';

/**
 * The comments that were written in this browser: shown to their author while they wait, and ready to be withdrawn for as
 * long as the browser keeps the receipt, which it does for the last fifty of a thread.
 */
export function ownComments(widget) {
    const {language, find, say} = widget;
    const {text, error} = language;
    const name = 'receipts:' + widget.name;
    let receipts = recall(name) ?? [];

    const store = changed => keep(name, receipts = changed.slice(-50));
    const has = id => receipts.find(own => own.id == id);
    const askFor = (id, method, body) => ask('submissions/' + id, method, {Receipt: has(id).receipt}, body);

    function forget(id, why) {
        store(receipts.filter(own => own.id != id));
        widget.leave(id);
        say(text(why));
    }

    /** Asks once more before it acts. */
    function withdrawing(id) {
        const act = button(text('withdraw'), async () => {
            if (act.textContent != text('sure')) {
                act.textContent = text('sure');
                return;
            }
            try {
                await askFor(id, 'DELETE');
                forget(id, 'withdrawn');
            } catch (refusal) {
                say(error(refusal));
            }
        });
        return act;
    }

    function edit(copy, shown, foot) {
        const body = h('textarea', {rows: 5, dir: 'auto', ariaLabel: text('body'), value: copy.body});
        const wrong = h('p', {className: 'error', role: 'alert'});
        const close = () => {
            form.replaceWith(shown, foot);
            foot.firstChild.focus();
        };
        const onsubmit = async event => {
            event.preventDefault();
            try {
                Object.assign(copy, await askFor(copy.id, 'PATCH', {body: body.value}));
                fill(shown, copy.html);
                close();
            } catch (refusal) {
                wrong.textContent = error(refusal.errors?.[0] ?? refusal);
            }
        };
        const save = h('button', {part: 'button submit'}, text('save'));
        const form = h('form', {onsubmit}, body, wrong, h('footer', {}, save, button(text('cancel'), close)));
        foot.remove();
        shown.replaceWith(form);
        body.focus();
    }

    /** A waiting comment, in the thread or put there now. */
    function show(copy) {
        let item = find(copy.id);
        if (!item) {
            const change = button(text('edit'), () => edit(copy, ...item.querySelectorAll('.text, footer')));
            item = commentItem(copy, language, ...has(copy.id) ? [change, withdrawing(copy.id)] : []);
            item.className = 'waiting';
            item.querySelector('.text').before(h('p', {className: 'note'}, text('pending')));
            widget.put(item, copy.parent);
        }
        item.querySelector('footer button')?.toggleAttribute('hidden', new Date(copy.editableUntil) < Date.now());
        return item;
    }

    async function lookAt(own) {
        try {
            const copy = await askFor(own.id);
            if (copy.status == 'pending') {
                show({...copy, parent: own.parent});
            } else if (copy.status == 'approved') {
                own.isPublic = true;
                store(receipts);
                await widget.catchUp();
            } else {
                forget(own.id, copy.status);
            }
        } catch (refusal) {
            if (refusal.status == 404) {
                forget(own.id, 'rejected');
            }
        }
    }

    return {
        has,
        withdrawing,

        /** One that was just sent; an answer that is given again has no receipt. */
        add(copy) {
            const {id, receipt, parent} = copy;
            if (receipt) {
                store([...receipts, {id, receipt, parent}]);
            }
            show(copy).firstChild.focus();
            say(text('pending'));
        },

        /** Asks what became of those that wait. */
        look: () => Promise.all(receipts.filter(own => !own.isPublic).map(lookAt))
    };
}
