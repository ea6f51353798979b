import {button, h, pageSays} from './dom.js';
import {replyForm} from './form.js';
import {speak} from './language.js';
import {listenTo} from './live.js';
import {ownComments} from './own.js';
import {css} from './style.js';
import {publishedComments} from './thread.js';

const style = new CSSStyleSheet();
style.replaceSync(css);

/** A thread and its form: site, thread, and if wanted url, title, locale, theme, sort, texts (also as a property). */
class GreenroomComments extends HTMLElement {
    static observedAttributes = ['site', 'thread', 'locale', 'sort', 'texts'];

    #root = this.attachShadow({mode: 'open'});
    #section;
    #widget;
    #isNear;
    #tick;
    #watch = new IntersectionObserver(
        entries => {
            this.#isNear = entries.at(-1).isIntersecting;
            this.handleEvent({});
        },
        {rootMargin: '600px'}
    );

    connectedCallback() {
        this.#root.adoptedStyleSheets = [style];
        this.#watch.observe(this);
        this.#tick = setInterval(() => this.#isWatched && this.#widget?.tick(), 30000);
        addEventListener('visibilitychange', this);
        addEventListener('hashchange', this);
        this.handleEvent({type: 'hashchange'});
    }

    disconnectedCallback() {
        this.#watch.disconnect();
        clearInterval(this.#tick);
        removeEventListener('visibilitychange', this);
        removeEventListener('hashchange', this);
        // one that is only moved is back by then, and has missed nothing
        setTimeout(() => this.isConnected || this.#widget?.listen(false));
    }

    attributeChangedCallback() {
        if (this.#section) {
            this.#widget?.listen(false);
            this.#section = this.#widget = null;
            this.handleEvent({});
        }
    }

    get #isWatched() {
        return this.#isNear && document.visibilityState != 'hidden';
    }

    /** Something moved: loads the thread if it is near or asked for by the page's address, and listens while it is seen. */
    handleEvent({type}) {
        const isAsked = type == 'hashchange' && location.hash.startsWith('#greenroom-');
        if (!this.#section && (this.#isNear || isAsked)) {
            this.#load();
        } else if (isAsked) {
            this.#widget?.follow();
        }
        this.#widget?.listen(this.#isWatched);
    }

    async #load() {
        const language = speak(this);
        const {tag, dir, text} = language;
        const [site, thread, sort, url, title] = ['site', 'thread', 'sort', 'url', 'title'].map(name => this.getAttribute(name));
        const canonical = pageSays('link[rel=canonical]', 'href');
        const status = h('p', {role: 'status'});
        const say = what => {
            status.textContent = what;
        };
        // an empty title, for else the element's own would hang over all of it
        const section = this.#section = h('section', {lang: tag, dir, title: ''});
        const widget = {
            language,
            thread,
            name: site + ':' + thread,
            path: 'sites/' + encodeURIComponent(site),
            sort: sort == 'newest' ? sort : 'oldest',
            // a canonical address elsewhere would be no address of the site
            url: url ?? (canonical?.startsWith(location.origin) ? canonical : location.href.split('#')[0]),
            title: [...title ?? pageSays('title', 'text') ?? ''].slice(0, 300).join(''),
            find: id => this.#root.getElementById('greenroom-' + id),
            say,

            /** The same, but that a refusal is told. */
            attempt: act => async () => {
                try {
                    await act();
                } catch (refusal) {
                    say(language.error(refusal));
                }
            }
        };
        this.#root.replaceChildren(section);
        Object.assign(widget, publishedComments(widget));
        widget.own = ownComments(widget);
        try {
            const page = await widget.read();
            const {open} = page.thread;
            widget.form = replyForm(widget, page.form);
            section.className = open ? '' : 'closed';
            section.append(...widget.elements, status, open ? widget.form.home : h('p', {}, text('comments-closed')));
            await widget.show(page);
        } catch {
            section.replaceChildren(h('p', {role: 'alert'}, text('down'), ' ', button(text('retry'), () => this.#load())));
            return;
        }
        if (section == this.#section) {
            widget.listen = listenTo(widget);
            this.#widget = widget;
            this.handleEvent({type: 'hashchange'});
            await widget.own.look();
            widget.form.resume();
        }
    }
}

customElements.get('greenroom-comments') ?? customElements.define('greenroom-comments', GreenroomComments);
