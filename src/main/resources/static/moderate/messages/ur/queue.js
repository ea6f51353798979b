export default {
  'queue.title': 'قطار',
};
