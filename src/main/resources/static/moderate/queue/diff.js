/** Differences between two texts, word by word (longest common subsequence). */

/** Beyond so many comparisons the middle is shown as replaced in one piece. */
const MOST = 4_000_000;

const words = (text) => text.match(/\s+|[\p{L}\p{N}\p{M}_'’]+|[^\s\p{L}\p{N}\p{M}_]/gu) ?? [];

function commonStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function table(a, b) {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  return (i, j) => lengths[i * width + j];
}

function* walk(a, b) {
  if (a.length * b.length > MOST) {
    yield* a.map((word) => ['removed', word]);
    yield* b.map((word) => ['added', word]);
    return;
  }
  const common = table(a, b);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      yield ['same', a[i]];
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && common(i + 1, j) >= common(i, j + 1))) {
      yield ['removed', a[i]];
      i += 1;
    } else {
      yield ['added', b[j]];
      j += 1;
    }
  }
}

/** `[{ kind: 'same' | 'removed' | 'added', text }]`, neighbours of one kind joined. */
export function difference(before, after) {
  const a = words(before);
  const b = words(after);
  const start = commonStart(a, b);
  const end = commonStart(a.slice(start).reverse(), b.slice(start).reverse());
  const parts = [];
  const add = (kind, text) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).text += text;
    else if (text) parts.push({ kind, text });
  };
  add('same', a.slice(0, start).join(''));
  for (const [kind, text] of walk(a.slice(start, a.length - end), b.slice(start, b.length - end))) add(kind, text);
  add('same', a.slice(a.length - end).join(''));
  return parts;
}
