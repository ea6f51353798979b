/** What of the queue is shown; it lives in the address. */
const FIELDS = ['status', 'site', 'thread', 'author', 'signal', 'from', 'to', 'q', 'sort'];
export const statuses = ['pending', 'approved', 'rejected', 'spam', 'withdrawn'];

export class Filter {
  constructor(values = {}) {
    for (const field of FIELDS) this[field] = values[field] ?? '';
    if (!this.status) this.status = 'pending';
    if (!this.sort) this.sort = this.status === 'pending' ? 'oldest' : 'newest';
  }

  static of(query) {
    return new Filter(Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? ''])));
  }

  with(changes) {
    const values = Object.fromEntries(FIELDS.map((field) => [field, this[field]]));
    if ('status' in changes) values.sort = '';
    return new Filter({ ...values, ...changes });
  }

  /** For the address: what is as it always is stays out. */
  get query() {
    const usual = new Filter({ status: this.status });
    return Object.fromEntries(FIELDS
      .filter((field) => (field === 'status' ? this.status !== 'pending' : this[field] !== usual[field]))
      .map((field) => [field, this[field]]));
  }

  /** For the API. */
  get parameters() {
    const values = Object.fromEntries(FIELDS.map((field) => [field, this[field]]));
    if (this.status === 'all') delete values.status;
    return values;
  }

  /** Whether it is the whole queue, or that of a site: then what comes in belongs at its end. */
  get isPlain() {
    return this.status === 'pending' && this.sort === 'oldest'
      && ['thread', 'author', 'signal', 'from', 'to', 'q'].every((field) => !this[field]);
  }

  /** Whether something besides the status narrows it. */
  get narrows() {
    return ['site', 'thread', 'author', 'signal', 'from', 'to', 'q'].some((field) => this[field]);
  }

  fits(status) {
    return this.status === 'all' || this.status === status;
  }
}
