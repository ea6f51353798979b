import { api, Problem } from './api.js';

/** Who is signed in: `{ username, displayName, role, sites }`, or null. */
export const session = {
  me: null,

  /** Asks the server. An unreachable server counts as nobody: the sign-in page then says what is wrong. */
  async load() {
    try {
      this.me = await api.get('/session', {}, { quiet: true });
    } catch (error) {
      this.me = null;
      if (!(error instanceof Problem)) this.unreachable = true;
    }
    return this.me;
  },

  get isAdmin() {
    return this.me?.role === 'admin';
  },

  /** @param code of the second factor, where one is asked for */
  async signIn(username, password, rememberDevice, code) {
    const body = { username, password, rememberDevice };
    if (code) body.code = code;
    this.me = await api.post('/session', body, { quiet: true });
  },

  async signOut() {
    await api.delete('/session', undefined, { quiet: true });
    this.me = null;
  },
};
