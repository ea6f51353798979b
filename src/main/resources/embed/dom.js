// Taken before a form or a picture of the page can shadow them by its name (WHATWG HTML, named access).
const create = Document.prototype.createElement.bind(document);
const find = Document.prototype.querySelector.bind(document);

/** A property of the first element of the page that fits. */
export const pageSays = (selector, property) => find(selector)?.[property];

/** Makes an element: its name and class, which is also its part, its properties, and its children; '' is no child. */
export function h(name, properties, ...children) {
    const [tag, className] = name.split('.');
    const element = Object.assign(create(tag), className && {className, part: className}, properties);
    element.append(...children);
    return element;
}

/** A button that is drawn as a quiet word. */
export const button = (text, onclick, name = 'quiet') => h('button.' + name, {type: 'button', onclick}, text);
