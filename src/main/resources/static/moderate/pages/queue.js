/** The queue. */
import { api } from '../shell/api.js';
import { h, fill } from '../shell/dom.js';
import { t } from '../shell/i18n.js';

export async function mount(root) {
  const { comments } = await api.get('/moderation/comments', { status: 'pending', sort: 'oldest' });
  fill(root, h('h1', {}, t('queue.title')), h('ul', {}, comments.map((comment) => h('li', {}, comment.name))));
}
