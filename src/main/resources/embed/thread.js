import {ask} from './api.js';
import {commentItem} from './comment.js';
import {button, h} from './dom.js';

const SLICE = 12;
const MOST_PAGES = 40;
const PUBLIC = 'li[id]:not(.waiting)';

/** The published comments: loaded by pages, shown in slices; what comes waits behind a bar, what goes goes at once. */
export function publishedComments(widget) {
    const {language, find} = widget;
    const {text, plural} = language;
    let {sort} = widget;
    let next;
    let count;
    let arrived = [];

    const options = ['oldest', 'newest'].map(value => h('option', {value}, text(value)));
    const heading = h('h2', {part: 'heading', tabIndex: -1, ariaLive: 'polite'});
    const order = h('select', {part: 'sort', ariaLabel: text('sort'), onchange: sortAgain}, ...options);
    const list = h('ol', {part: 'thread'});
    const more = button(text('more'), loadMore, {className: 'more'});
    const bar = button('', showArrived, {className: 'bar', part: 'bar', hidden: true});
    order.value = sort;

    const read = cursor =>
        ask(`${widget.path}/comments?` + new URLSearchParams({thread: widget.thread, sort, ...cursor && {cursor}}));
    const isShown = id => find(id)?.className == '';

    function tell(number) {
        count = number;
        heading.textContent = count > 0 ? plural('count', count) : text('none');
        more.hidden = !next;
        order.hidden = count < 2;
        bar.hidden = !arrived.length;
        bar.textContent = plural('fresh', arrived.length);
    }

    function put(item, parent, isFirst) {
        const above = find(parent)?.lastChild;
        if (isFirst && !above) {
            list.prepend(item);
        } else {
            (above ?? list).append(item);
        }
    }

    function add(comment, isFirst) {
        const {id, name} = comment;
        if (!isShown(id)) {
            find(id)?.remove();
            const reply = button(text('reply'), () => widget.form.replyTo(comment), {
                className: 'quiet reply',
                ariaLabel: text('replyTo', name)
            });
            const withdraw = widget.own.has(id) ? widget.own.withdrawing(id) : '';
            put(commentItem(comment, language, reply, withdraw), comment.parent, isFirst);
            comment.replies.forEach(below => add(below));
        }
    }

    async function show(page) {
        let end = performance.now() + SLICE;
        for (const comment of page.comments) {
            add(comment);
            if (performance.now() > end) {
                await new Promise(resolve => setTimeout(resolve));
                end = performance.now() + SLICE;
            }
        }
        next = page.next;
        tell(page.thread.count);
    }

    async function loadMore() {
        const last = list.lastChild;
        more.disabled = true;
        try {
            await show(await read(next));
            last.nextSibling?.firstChild.focus();
        } catch (refusal) {
            widget.say(language.error(refusal));
        }
        more.disabled = false;
    }

    async function sortAgain() {
        sort = order.value;
        try {
            const page = await read();
            widget.form.moveTo();
            list.replaceChildren();
            await show(page);
            widget.own.look();
        } catch (refusal) {
            widget.say(language.error(refusal));
        }
    }

    /** One's own is shown, another's waits behind the bar. */
    function arrive(comment) {
        if (isShown(comment.id) || arrived.some(({id}) => id == comment.id)) {
            return;
        }
        if (widget.own.has(comment.id)) {
            add(comment);
            count++;
        } else {
            arrived.push(comment);
        }
        tell(count);
    }

    function showArrived() {
        const [{id}] = arrived;
        // a reply to what is on a later page comes with that page
        arrived.filter(({parent}) => !parent || find(parent)).forEach(comment => add(comment, sort == 'newest'));
        count += arrived.length;
        arrived = [];
        tell(count);
        visit(id);
    }

    /** Public no longer, and neither are its replies; what is being written below it is not lost. */
    function leave(id) {
        const item = find(id);
        arrived = arrived.filter(comment => comment.id != id);
        if (item?.contains(widget.form.element)) {
            widget.form.moveTo();
        }
        item?.remove();
        tell(count - (item?.className == '' ? 1 + item.querySelectorAll(PUBLIC).length : 0));
    }

    /** After a gap: what came meanwhile arrives, what went goes, as far as the first page tells. */
    async function catchUp() {
        const page = await read();
        const told = new Set();
        const hear = comment => {
            told.add('greenroom-' + comment.id);
            arrive({...comment, replies: []});
            comment.replies.forEach(hear);
        };
        page.comments.forEach(hear);
        if (!page.next) {
            for (const {id} of list.querySelectorAll(PUBLIC)) {
                if (!told.has(id)) {
                    leave(id.slice(10));
                }
            }
        }
    }

    function visit(id) {
        const shown = find(id)?.firstChild;
        shown?.scrollIntoView({block: 'center'});
        shown?.focus({preventScroll: true});
        shown?.classList.add('found');
        setTimeout(() => shown?.classList.remove('found'), 5000);
    }

    /** Goes to the comment that the page's address names, though it be on a later page. */
    async function follow() {
        const id = location.hash.match(/^#greenroom-(.+)/)?.[1];
        for (let pages = 0; id && !find(id) && next && pages < MOST_PAGES; pages++) {
            await show(await read(next));
        }
        visit(id);
    }

    function tick() {
        widget.own.look();
        for (const time of list.querySelectorAll('time')) {
            time.textContent = language.ago(time.dateTime);
        }
    }

    const top = h('header', {className: 'top'}, heading, order);
    const elements = [top, list, more, h('div', {className: 'hold', role: 'status'}, bar)];
    return {elements, read, show, put, arrive, leave, catchUp, follow, tick};
}
