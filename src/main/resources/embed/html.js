const SAFE = {
    elements: [
        ...'p br em strong code pre blockquote ul li del'.split(' '),
        {name: 'a', attributes: ['href', 'rel']},
        {name: 'ol', attributes: ['start']}
    ],
    attributes: ['dir']
};
let policy = {createHTML: html => html};
try {
    policy = globalThis.trustedTypes?.createPolicy('greenroom', policy) ?? policy;
} catch {
    // the page allows no policy of ours; below its text is shown instead
}

/** The one place where html enters a page: the service's own, sanitised there, and here again where a browser can. */
export function fill(element, html) {
    try {
        if (element.setHTML) {
            element.setHTML(html, {sanitizer: SAFE});
        } else {
            element.innerHTML = policy.createHTML(html);
        }
    } catch {
        element.textContent = html.replace(/<[^>]*>/g, '');
    }
}
