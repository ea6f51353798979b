export default {
  'parts.site': 'Site',
  'parts.allSites': 'All sites',
  'parts.save': 'Save',
  'parts.saved': 'Saved.',
  'parts.edit': 'Edit',
  'parts.delete': 'Delete',
  'copy.copy': 'Copy',
  'copy.done': 'Copied',
  'copy.failed': 'Not copied',
};
