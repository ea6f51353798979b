// It takes type and ink from the page it stands in; a publisher changes the rest by --greenroom-* and by ::part().
export const css = `
:host {
    --accent: var(--greenroom-accent, light-dark(#0d6650, #7ad3b5));
    --on-accent: var(--greenroom-on-accent, light-dark(#fff, #10221c));
    --error: var(--greenroom-error, light-dark(#a8201a, #ff9b93));
    --soft: var(--greenroom-soft, color-mix(in srgb, currentColor 72%, transparent));
    --line: var(--greenroom-line, color-mix(in srgb, currentColor 16%, transparent));
    --radius: var(--greenroom-radius, 6px);
    display: block;
    min-block-size: 12rem;
    color: var(--greenroom-ink, inherit);
    font-family: var(--greenroom-font, inherit);
    line-height: 1.55;
    overflow-wrap: anywhere;
}
:host([theme=auto]) { color-scheme: light dark }
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
:host([theme]) {
    color: var(--greenroom-ink, light-dark(#1f2328, #e7e5e0));
    background: var(--greenroom-paper, light-dark(#fff, #16181b));
}
* { box-sizing: border-box; margin: 0 }
[hidden], .closed .reply { display: none !important }
:focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px }
h2, h3 { font-size: 1.3em; line-height: 1.3 }
header, footer, .actions { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem }
.top { justify-content: space-between; padding-block-end: .75rem; border-block-end: 1px solid var(--line) }
.soft, .when, .left, select { color: var(--soft); font: inherit; font-size: .875em }
select { padding: .25rem; border: 0; background: none }
option { color: CanvasText; background: Canvas }
ol { padding: 0; list-style: none }
ol ol {
    margin-inline-start: 1.125rem;
    padding-inline-start: clamp(.5rem, 3vw, 1.5rem);
    border-inline-start: 1px solid var(--line);
}
article { position: relative; padding-block: .75rem .5rem; padding-inline-start: 3.125rem; border-radius: var(--radius) }
.picture {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: .875rem;
    inline-size: 2.25rem;
    border-radius: 50%;
    background: oklch(.52 .09 var(--hue));
    color: #fff;
    font-weight: 600;
    line-height: 2.25rem;
    text-align: center;
}
.when { text-decoration: none }
.badge { padding-inline: .5em; border: 1px solid; border-radius: 1em; color: var(--accent); font-size: .75em; font-weight: 600 }
.note { color: var(--accent); font-size: .875em; font-style: italic }
.text > * { margin-block: .375rem }
.text:lang(ur) { line-height: 1.9 }
.text :is(ol, ul) { margin: 0; padding: 0; padding-inline-start: 1.5em; border: 0; list-style: revert }
.text a { color: var(--accent) }
blockquote { padding-inline-start: .875rem; border-inline-start: 3px solid var(--line) }
pre, code { font: .9em ui-monospace, monospace; white-space: pre-wrap }
pre { padding: .625rem; background: var(--line); border-radius: var(--radius) }
button {
    min-block-size: 2.75rem;
    padding: .375rem 1.25rem;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
}
.quiet, .more { min-block-size: 1.75rem; padding: 0; background: none; color: var(--accent); font-size: .875em }
.more { inline-size: 100%; padding: .625rem; border-color: var(--line) }
.quiet:hover, .when:hover, [aria-pressed=true] { text-decoration: underline }
.hold { position: sticky; inset-block-end: 1rem; text-align: center }
.bar { border-radius: 2em; box-shadow: 0 2px 12px #0004 }
form { display: grid; gap: .875rem; padding-block: 1.5rem 1rem }
li form { padding-block: .5rem 1rem }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: .875rem 1rem }
.field { position: relative }
label { font-size: .9375em }
.field label, .error { font-weight: 600 }
.left { position: absolute; inset-block-start: 0; inset-inline-end: 0 }
.error { color: var(--error); font-size: .875em }
input, textarea, .preview {
    display: block;
    inline-size: 100%;
    margin-block: .25rem;
    padding: .5rem .625rem;
    border: 1px solid color-mix(in srgb, currentColor 60%, transparent);
    border-radius: var(--radius);
    background: var(--greenroom-field, transparent);
    color: inherit;
    font: inherit;
}
.preview { min-block-size: 9.5rem; border-style: dashed }
[aria-invalid=true] { border-color: var(--error) }
.check { display: flex; gap: .625rem }
[type=checkbox] { flex: none; inline-size: 1.25em; block-size: 1.25em; accent-color: var(--accent) }
.trap { position: absolute; clip-path: inset(50%) }
[aria-busy=true] button { opacity: .6 }
.found { background: color-mix(in srgb, var(--accent) 12%, transparent) }
@media (prefers-reduced-motion: no-preference) { article { transition: background 1s } }
`;
