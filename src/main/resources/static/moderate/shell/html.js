/**
 * The one place where the server's HTML becomes part of the page. The server has sanitised it; what is not of the safe
 * subset is still turned into its text here, for a second lock costs nothing.
 */
const ELEMENTS = new Set(['P', 'BR', 'A', 'EM', 'STRONG', 'CODE', 'PRE', 'BLOCKQUOTE', 'UL', 'OL', 'LI', 'DEL']);
const ATTRIBUTES = new Set(['href', 'rel', 'start', 'dir']);

const policy = globalThis.trustedTypes?.createPolicy('greenroom', { createHTML: (html) => html });

/** A fragment of a comment's `html`; links open in a tab of their own and tell their host when their text does not. */
export function sanitised(html) {
  const template = document.createElement('template');
  template.innerHTML = policy ? policy.createHTML(html) : html;
  for (const element of [...template.content.querySelectorAll('*')]) clean(element);
  return template.content;
}

function clean(element) {
  if (!ELEMENTS.has(element.tagName)) {
    element.replaceWith(element.textContent);
    return;
  }
  for (const { name } of [...element.attributes]) {
    if (!ATTRIBUTES.has(name)) element.removeAttribute(name);
  }
  if (element.tagName === 'A') mendLink(element);
}

function mendLink(link) {
  let address;
  try {
    address = new URL(link.href);
  } catch {
    link.removeAttribute('href');
    return;
  }
  if (!['http:', 'https:', 'mailto:'].includes(address.protocol)) {
    link.removeAttribute('href');
    return;
  }
  link.target = '_blank';
  link.rel = 'nofollow ugc noopener noreferrer';
  link.title = link.href;
  if (address.host && !link.textContent.includes(address.host)) {
    const host = document.createElement('small');
    host.className = 'host';
    host.textContent = address.host;
    link.after(' ', host);
  }
}
