// Taken before a form or a picture of the page can shadow them by its name (WHATWG HTML, named access).
const create = Document.prototype.createElement.bind(document);
const find = Document.prototype.querySelector.bind(document);

/** A property of the first element of the page that fits. */
export const pageSays = (selector, property) => find(selector)?.[property];

/** Makes an element with these properties and children; '' is no child. */
export function h(name, properties, ...children) {
    const element = Object.assign(create(name), properties);
    element.append(...children);
    return element;
}

/** A button that is drawn as a quiet word. */
export const button = (text, onclick, properties) =>
    h('button', {type: 'button', className: 'quiet', part: 'button', onclick, ...properties}, text);
