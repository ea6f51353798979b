// It takes type and ink from the page it stands in; a publisher changes the rest by --greenroom-* and by ::part().
export const css = `
:host {
    --accent: var(--greenroom-accent, light-dark(#0d6650, #7ad3b5));
    --line: color-mix(in srgb, currentColor 18%, transparent);
    display: block;
    min-block-size: 12rem;
    color: var(--greenroom-ink, inherit);
    font-family: var(--greenroom-font, inherit);
    line-height: 1.55;
    overflow-wrap: anywhere;
}
:host([theme]) {
    color-scheme: light dark;
    padding: 1rem;
    color: var(--greenroom-ink, light-dark(#1f2328, #e7e5e0));
    background: var(--greenroom-paper, light-dark(#fff, #16181b));
}
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
* { box-sizing: border-box; margin: 0 }
.heading { font-size: 1.3em; line-height: 1.3 }
header, footer { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem }
.top { justify-content: space-between; padding-block-end: .75rem; border-block-end: 1px solid var(--line) }
.soft, .when, .room, .sort { color: inherit; font: inherit; font-size: .875em; opacity: .75 }
.sort { border: 0; background: none }
.thread, .replies { padding: 0; list-style: none }
.replies {
    margin-inline-start: 1.125rem;
    padding-inline-start: clamp(.5rem, 3vw, 1.5rem);
    border-inline-start: 1px solid var(--line);
}
.comment { position: relative; padding-block: .75rem .5rem; padding-inline-start: 3.125rem }
.avatar {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: .875rem;
    inline-size: 2.25rem;
    border-radius: 50%;
    background: oklch(.52 .09 var(--hue));
    color: #fff;
    line-height: 2.25rem;
    text-align: center;
}
.when { text-decoration: none }
.badge { padding-inline: .5em; border: 1px solid; border-radius: 1em; font-size: .75em }
.badge, .note, .text a, .quiet, .more { color: var(--accent) }
.text > * { margin-block: .375rem }
.text:lang(ur) { line-height: 1.9 }
blockquote { padding-inline-start: .875rem; border-inline-start: 3px solid var(--line) }
pre { white-space: pre-wrap }
button {
    min-block-size: 2.75rem;
    padding: .375rem 1.25rem;
    border: 1px solid transparent;
    border-radius: 6px;
    background: var(--accent);
    color: light-dark(#fff, #10221c);
    font: inherit;
   
}
.quiet, .more { min-block-size: 1.75rem; padding: 0; background: none; font-size: .875em }
.more { inline-size: 100%; padding: .625rem; border-color: var(--line) }
.quiet:hover, [aria-pressed=true] { text-decoration: underline }
.hold { position: sticky; inset-block-end: 1rem; text-align: center }
.bar { border-radius: 2em }
form { display: grid; gap: .875rem; padding-block: 1.25rem }
.pair { display: flex; flex-wrap: wrap; gap: .875rem }
.pair > * { flex: 1 13rem }
.field { position: relative }
.room { position: absolute; inset-block-start: 0; inset-inline-end: 0 }
.error { color: light-dark(#a8201a, #ff9b93); font-size: .875em }
.input {
    display: block;
    inline-size: 100%;
    margin-block: .25rem;
    padding: .5rem .625rem;
    border: 1px solid color-mix(in srgb, currentColor 60%, transparent);
    border-radius: 6px;
    background: var(--greenroom-field, transparent);
    color: inherit;
    font: inherit;
}
[aria-invalid=true] { border-color: light-dark(#a8201a, #ff9b93) }
.remember { display: flex; gap: .625rem; font-size: .9375em }
[type=checkbox] { flex: none; inline-size: 1.25em; accent-color: var(--accent) }
.trap { position: absolute; clip-path: inset(50%) }
.comment .submit { justify-self: start }
.found { background: var(--line) }
[hidden], .closed .reply { display: none }
`;
