import {ask} from './api.js';
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

    _root = this.attachShadow({mode: 'open'});
    _section;
    _widget;
    _isNear;
    _tick;
    _watch = new IntersectionObserver(
        entries => {
            this._isNear = entries.at(-1).isIntersecting;
            this.handleEvent({});
        },
        {rootMargin: '600px'}
    );

    connectedCallback() {
        this._root.adoptedStyleSheets = [style];
        this._watch.observe(this);
        this._tick = setInterval(() => this._isWatched && this._widget?.tick(), 30000);
        addEventListener('visibilitychange', this);
        addEventListener('hashchange', this);
        this.handleEvent({type: 'hashchange'});
    }

    disconnectedCallback() {
        this._watch.disconnect();
        clearInterval(this._tick);
        removeEventListener('visibilitychange', this);
        removeEventListener('hashchange', this);
        // one that is only moved is back by then, and has missed nothing
        setTimeout(() => this.isConnected || this._widget?.listen(false));
    }

    attributeChangedCallback() {
        if (this._section) {
            this._widget?.listen(false);
            this._section = this._widget = null;
            this.handleEvent({});
        }
    }

    get _isWatched() {
        return this._isNear && document.visibilityState != 'hidden';
    }

    /** Something moved: loads the thread if it is near or asked for by the page's address, and listens while it is seen. */
    handleEvent({type}) {
        const isAsked = type == 'hashchange' && location.hash.startsWith('#greenroom-');
        if (!this._section && (this._isNear || isAsked)) {
            this._load();
        } else if (isAsked) {
            this._widget?.follow();
        }
        this._widget?.listen(this._isWatched);
    }

    async _load() {
        let language;
        const [site, thread, sort, url, title] = ['site', 'thread', 'sort', 'url', 'title'].map(name => this.getAttribute(name));
        const canonical = pageSays('link[rel=canonical]', 'href');
        const status = h('p', {role: 'status'});
        const say = what => {
            status.textContent = what;
        };
        // an empty title, for else the element's own would hang over all of it
        const section = this._section = h('section', {title: ''});
        const widget = {
            thread,
            name: site + ':' + thread,
            path: 'sites/' + encodeURIComponent(site),
            sort: sort == 'newest' ? sort : 'oldest',
            // a canonical address elsewhere would be no address of the site
            url: url ?? (canonical?.startsWith(location.origin) ? canonical : location.href.split('#')[0]),
            title: [...title ?? pageSays('title', 'text') ?? ''].slice(0, 300).join(''),
            find: id => this._root.getElementById('greenroom-' + id),
            say,

            read: cursor => ask(`${widget.path}/comments?` + new URLSearchParams({thread, sort: widget.sort, ...cursor && {cursor}})),

            /** The same, but that a refusal is told. */
            attempt: act => async () => {
                try {
                    await act();
                } catch (refusal) {
                    say(language.error(refusal));
                }
            }
        };
        // the site's own texts come with the thread
        const speakWith = texts => {
            language = widget.language = speak(this, texts);
            Object.assign(section, {lang: language.tag, dir: language.dir});
        };
        speakWith();
        this._root.replaceChildren(section);
        try {
            const page = await widget.read();
            const {open} = page.thread;
            speakWith(page.form.texts);
            Object.assign(widget, publishedComments(widget));
            widget.own = ownComments(widget);
            widget.form = replyForm(widget, page.form);
            section.className = open ? '' : 'closed';
            section.append(...widget.elements, status, open ? widget.form.home : h('p', {}, language.text('comments-closed')));
            await widget.show(page);
        } catch {
            section.replaceChildren(h('p', {role: 'alert'}, language.text('down'), ' ', button(language.text('retry'), () => this._load())));
            return;
        }
        if (section == this._section) {
            widget.listen = listenTo(widget);
            this._widget = widget;
            this.handleEvent({type: 'hashchange'});
            await widget.own.look();
            widget.form.resume();
        }
    }
}

customElements.get('greenroom-comments') ?? customElements.define('greenroom-comments', GreenroomComments);
