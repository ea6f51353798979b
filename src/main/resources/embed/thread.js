import {commentItem} from './comment.js';
import {button, h} from './dom.js';

const PUBLIC = 'li[id]:not(.waiting)';

/** The published comments: loaded by pages, shown in slices; what comes waits behind a bar, what goes goes at once. */
export function publishedComments(widget) {
    const {language, find, attempt, read} = widget;
    const {text, plural} = language;
    let next;
    let count;
    let arrived = [];

    const heading = h('h2.heading', {id: 'heading', ariaLive: 'polite'});
    const order = h('select.sort', {onchange: attempt(sortAgain)}, ...['oldest', 'newest'].map(value => h('option', {value}, text(value))));
    const list = h('ol.thread');
    const more = button(text('more'), attempt(loadMore), 'more');
    const bar = button('', showArrived, 'bar');
    order.value = widget.sort;
    order.setAttribute('aria-labelledby', 'heading');

    const isPublic = item => item?.matches(PUBLIC);

    function tell() {
        heading.textContent = plural('count', count);
        more.hidden = !next;
        order.hidden = count < 2;
        bar.hidden = !arrived.length;
        bar.textContent = plural('fresh', arrived.length);
    }

    function put(item, parent, isNew) {
        const above = find(parent)?.lastChild;
        (above ?? list)[isNew && !above && widget.sort == 'newest' ? 'prepend' : 'append'](item);
    }

    function add(comment, isNew) {
        const {id, name, parent} = comment;
        const old = find(id);
        if (!isPublic(old)) {
            const reply = button(text('reply'), () => widget.form.replyTo(comment), 'quiet reply');
            reply.ariaLabel = text('replyTo', name);
            old?.remove();
            put(commentItem(comment, language, reply, widget.own.has(id) ? widget.own.withdrawing(id) : ''), parent, isNew);
            comment.replies.forEach(below => add(below));
        }
    }

    /** In slices, so that the page stays at hand. */
    async function show(page) {
        let end = performance.now() + 9;
        for (const comment of page.comments) {
            add(comment);
            if (performance.now() > end) {
                await new Promise(requestAnimationFrame);
                end = performance.now() + 9;
            }
        }
        next = page.next;
        count = page.thread.count;
        tell();
    }

    async function loadMore() {
        const last = list.lastChild;
        await show(await read(next));
        last.nextSibling?.firstChild.focus();
    }

    async function sortAgain() {
        widget.sort = order.value;
        const page = await read();
        widget.form.moveTo();
        list.replaceChildren();
        await show(page);
        await widget.own.look();
    }

    /** One's own is shown, another's waits behind the bar. */
    function arrive(comment) {
        const {id} = comment;
        if (!isPublic(find(id)) && !arrived.some(other => other.id == id)) {
            if (widget.own.has(id)) {
                add(comment, true);
                count++;
            } else {
                arrived.push(comment);
            }
            tell();
        }
    }

    function showArrived() {
        const [{id}] = arrived;
        for (const comment of arrived) {
            // a reply to what is on a later page comes with that page
            if (!comment.parent || find(comment.parent)) {
                add(comment, true);
            }
        }
        count += arrived.length;
        arrived = [];
        tell();
        visit(id);
    }

    /** Public no longer, and neither are its replies; what is being written below it is not lost. */
    function leave(id) {
        const item = find(id);
        arrived = arrived.filter(comment => comment.id != id);
        if (item?.contains(widget.form.element)) {
            widget.form.moveTo();
        }
        count -= isPublic(item) ? 1 + item.querySelectorAll(PUBLIC).length : 0;
        item?.remove();
        tell();
    }

    /** After a gap: what came meanwhile arrives, what went goes, as far as the first page tells. */
    async function catchUp() {
        const page = await read();
        const told = [];
        const hear = comment => {
            told.push('greenroom-' + comment.id);
            arrive({...comment, replies: []});
            comment.replies.forEach(hear);
        };
        page.comments.forEach(hear);
        for (const {id} of page.next ? [] : list.querySelectorAll(PUBLIC)) {
            if (!told.includes(id)) {
                leave(id.slice(10));
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
        const [, id] = location.hash.split('#greenroom-');
        for (let pages = 0; id && !find(id) && next && pages < 40; pages++) {
            await show(await read(next));
        }
        visit(id);
    }

    function tick() {
        for (const time of list.querySelectorAll('time')) {
            time.textContent = language.ago(time.dateTime);
        }
        widget.own.look();
    }

    return {
        elements: [h('header.top', {}, heading, order), list, more, h('div.hold', {role: 'status'}, bar)],
        show,
        put,
        arrive,
        leave,
        catchUp: attempt(catchUp),
        follow: attempt(follow),
        tick
    };
}
