const ownHtml = {createHTML: html => html};
let policy;

/** The one place where html enters a page: the service's own, sanitised there, and here again where a browser can. Where the page allows no policy of ours, its text is shown. */
export function fill(element, html) {
    try {
        if (element.setHTML) {
            element.setHTML(html, {sanitizer: {}});
        } else {
            policy ??= globalThis.trustedTypes?.createPolicy('greenroom', ownHtml) ?? ownHtml;
            element.innerHTML = policy.createHTML(html);
        }
    } catch {
        element.textContent = html.replace(/<[^>]*>/g, '');
    }
}
