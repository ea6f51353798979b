import {ask} from './api.js';
import {h} from './dom.js';
import {speak} from './language.js';

let waiting = [];

/** One request for each site and hundred, for all that came to the page together; what fails keeps what stands inside. */
function fillAll() {
    while (waiting.length) {
        const {site} = waiting[0];
        const together = waiting.filter(element => element.site == site).slice(0, 100);
        const asked = new URLSearchParams(together.map(({thread}) => ['thread', thread]));
        waiting = waiting.filter(element => !together.includes(element));
        ask(`sites/${encodeURIComponent(site)}/counts?` + asked).then(
            ({counts}) => together.forEach(element => element.show(counts[element.thread])),
            () => {}
        );
    }
}

/** How many comments a thread has: site, thread, and if wanted locale, texts. Until that is known, what stands inside. */
class GreenroomCount extends HTMLElement {
    _root = this.attachShadow({mode: 'open'});

    connectedCallback() {
        if (!this.site) {
            this.site = this.getAttribute('site');
            this.thread = this.getAttribute('thread');
            this._root.append(h('slot'));
            waiting.push(this);
            setTimeout(fillAll);
        }
    }

    show(count) {
        this._root.replaceChildren(speak(this).plural('count', count));
    }
}

customElements.get('greenroom-count') ?? customElements.define('greenroom-count', GreenroomCount);
