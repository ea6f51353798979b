import {ask} from './api.js';
import {h} from './dom.js';
import {speak} from './language.js';

const waiting = new Set();

async function fetchCounts(site, elements) {
    const asked = elements.map(element => ['thread', element.getAttribute('thread')]);
    try {
        const {counts} = await ask(`sites/${encodeURIComponent(site)}/counts?` + new URLSearchParams(asked));
        elements.forEach(element => element.show(counts[element.getAttribute('thread')]));
    } catch {
        // what the publisher wrote inside stays
    }
}

/** One request for each site and hundred, for all that came to the page together. */
function fillAll() {
    while (waiting.size) {
        const site = [...waiting][0].getAttribute('site');
        const together = [...waiting].filter(element => element.getAttribute('site') == site).slice(0, 100);
        together.forEach(element => waiting.delete(element));
        fetchCounts(site, together);
    }
}

/** How many comments a thread has: site, thread, and if wanted locale, texts. Until that is known, what stands inside. */
class GreenroomCount extends HTMLElement {
    #root = this.attachShadow({mode: 'open'});

    connectedCallback() {
        if (!this.#root.firstChild) {
            this.#root.append(h('slot'));
            setTimeout(fillAll);
            waiting.add(this);
        }
    }

    show(count) {
        this.#root.replaceChildren(speak(this).plural('count', count));
    }
}

customElements.get('greenroom-count') ?? customElements.define('greenroom-count', GreenroomCount);
