import {h} from './dom.js';

const INLINE = new RegExp([
    /(\n)/,
    /`([^`]+)`/,
    /\*\*(?=\S)(.+?)\*\*/,
    /~~(.+?)~~/,
    /\*(?=\S)([^*]+)\*/,
    /(https?:\/\/[^\s<>]*[^\s<>.,:;!?'")])/,
    /\[([^\]]+)\]\(((?:https?|mailto):[^\s)]+)\)/
].map(rule => rule.source).join('|'), 's');
// what each of these makes
const INLINES = [, 'br', 'code', 'strong', 'del', 'em', 'a', 'a'];
const BLOCKS = {
    pre: /^```.*\n([^]*?)(\n```|$)/,
    blockquote: /^(>.*(\n>.*)*)/,
    ul: /^([-*+] .*(\n([-*+] | ).*)*)/,
    ol: /^(\d+[.)] .*(\n(\d+[.)] | ).*)*)/,
    p: /^(.+(\n(?!```|>|[-*+] |\d+[.)] ).+)*)/
};

function inline(parent, text) {
    const found = INLINE.exec(text);
    if (!found) {
        parent.append(text);
        return parent;
    }
    const at = found.findIndex((group, index) => index && group);
    const inner = found[at];
    const element = h(INLINES[at], at > 5 && {href: found[8] ?? inner});
    parent.append(text.slice(0, found.index), element);
    if (at == 2 || at == 6) {
        element.append(inner);
    } else if (at > 1) {
        inline(element, inner);
    }
    return inline(parent, text.slice(found.index + found[0].length));
}

/**
 * Shows what a text will look like: the everyday part of the service's Markdown, written as elements. What is published
 * is what the service makes of the text.
 */
export function writeMarkdown(parent, text, depth = 9) {
    for (let rest = text.trimStart(); rest; rest = rest.trimStart()) {
        const [name, [whole, inner]] = Object.entries(BLOCKS)
            .map(([name, rule]) => [name, rule.exec(rest)])
            .find(([, found]) => found);
        const block = h(name);
        if (name == 'pre') {
            block.append(h('code', {}, inner));
        } else if (name == 'p' || !depth) {
            inline(block, inner);
        } else if (name == 'blockquote') {
            writeMarkdown(block, inner.replace(/^> ?/gm, ''), depth - 1);
        } else {
            for (const item of inner.split(/\n(?=\S)/)) {
                block.append(writeMarkdown(h('li'), item.replace(/^\S+ +/, '').replace(/^ {2,3}/gm, ''), depth - 1));
            }
        }
        parent.append(block);
        rest = rest.slice(whole.length);
    }
    return parent;
}
