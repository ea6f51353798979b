/** The moderation API, spoken to with the session's cookie. Everything the desk does goes through here. */
const ROOT = '/api/v1';

/** An answer that is a problem (RFC 9457). `slug` is the last part of its type; `errors` come with a 422. */
export class Problem extends Error {
  constructor(status, body, headers) {
    super(body?.detail ?? body?.title ?? `HTTP ${status}`);
    this.status = status;
    this.slug = String(body?.type ?? '').replace('urn:greenroom:problem:', '');
    this.title = body?.title ?? '';
    this.errors = body?.errors ?? [];
    this.retryAfter = Number(headers?.get('Retry-After')) || 0;
  }
}

/** There was no answer at all. */
export class NoAnswer extends Error {}

let onSignedOut = () => {};

/** Who is told when a call finds that nobody is signed in any more. */
export function whenSignedOut(listener) {
  onSignedOut = listener;
}

function csrfCookie() {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1];
}

async function csrfToken() {
  if (!csrfCookie()) await fetch(`${ROOT}/session`);
  return csrfCookie() ?? '';
}

async function send(method, address, body, options) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = await csrfToken();
  const text = body === undefined ? undefined : JSON.stringify(body);
  return fetch(address, {
    method,
    headers,
    body: text,
    credentials: 'same-origin',
    signal: options.signal,
    // browsers refuse to keep more than 64 KiB alive
    keepalive: options.keepalive && text.length < 15_000,
  });
}

async function answerOf(response) {
  const type = response.headers.get('Content-Type') ?? '';
  return type.includes('json') ? response.json() : null;
}

async function ask(method, address, body, options = {}) {
  try {
    let response = await send(method, address, body, options);
    let answer = response.status === 204 ? null : await answerOf(response);
    if (response.status === 403 && answer?.type?.endsWith(':csrf-token-invalid')) {
      await fetch(`${ROOT}/session`);
      response = await send(method, address, body, options);
      answer = response.status === 204 ? null : await answerOf(response);
    }
    if (response.ok) return answer;
    const problem = new Problem(response.status, answer, response.headers);
    if (problem.slug === 'unauthenticated' && !options.quiet) onSignedOut();
    throw problem;
  } catch (error) {
    if (error instanceof Problem || error.name === 'AbortError') throw error;
    throw new NoAnswer(error.message);
  }
}

/** The address of a path below `/api/v1` with its query; values that are null or empty are left out. */
export function address(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given).toString();
  return ROOT + path + (text ? `?${text}` : '');
}

/**
 * Each resolves to the answer's JSON (null for 204), and rejects with {@link Problem} or {@link NoAnswer}.
 * `options`: `signal`, `keepalive`, and `quiet` where a 401 is no news.
 */
export const api = {
  get: (path, query, options) => ask('GET', address(path, query), undefined, options),
  post: (path, body, options) => ask('POST', ROOT + path, body, options),
  put: (path, body, options) => ask('PUT', ROOT + path, body, options),
  patch: (path, body, options) => ask('PATCH', ROOT + path, body, options),
  delete: (path, body, options) => ask('DELETE', ROOT + path, body, options),
};
