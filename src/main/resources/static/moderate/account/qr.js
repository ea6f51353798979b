const SVG = 'http://www.w3.org/2000/svg';

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

/** Pixels of a module: a whole number, so that all are of one size. */
const SCALE = 4;

/**
 * A picture of a QR code. `rows` are the server's: a line of 0 and 1 for each row of modules, with the light border that
 * readers need. Dark on light in both colour schemes, for many readers take nothing else.
 */
export function qrPicture(rows, label) {
  const size = rows.length;
  const dark = rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`));
  const svg = element('svg', {
    width: size * SCALE, height: size * SCALE, viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, class: 'qr', 'shape-rendering': 'crispEdges',
  });
  svg.append(element('rect', { width: size, height: size, fill: '#fff' }), element('path', { d: dark.join(''), fill: '#000' }));
  return svg;
}
