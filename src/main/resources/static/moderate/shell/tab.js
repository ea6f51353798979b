/** The tab's title and icon, which tell how many comments wait. */
let name = '';
let waiting = 0;

function title() {
  document.title = `${waiting > 0 ? `(${waiting > 999 ? '999+' : waiting}) ` : ''}${name} · Greenroom`;
}

function badge() {
  const link = document.querySelector('link[rel=icon]');
  if (waiting === 0) {
    link.href = '/icon.svg';
    return;
  }
  const text = waiting > 99 ? '99+' : String(waiting);
  const width = 22 + text.length * 13;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    + '<path fill="#0d6650" d="M14 4h36a10 10 0 0 1 10 10v28a10 10 0 0 1-10 10H30L16 62V52h-2A10 10 0 0 1 4 42V14A10 10 0 0 1 14 4z"/>'
    + `<rect x="${64 - width}" y="28" width="${width}" height="36" rx="10" fill="#f2c14e"/>`
    + `<text x="${64 - width / 2}" y="55" font-family="sans-serif" font-weight="700" font-size="${text.length > 2 ? 22 : 27}" `
    + `text-anchor="middle" fill="#1d1f22">${text}</text></svg>`;
  link.href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export const tab = {
  /** What the page is called. */
  name(text) {
    name = text;
    title();
  },

  /** How many comments wait. */
  waiting(count) {
    if (count === waiting) return;
    waiting = count;
    title();
    badge();
  },
};
