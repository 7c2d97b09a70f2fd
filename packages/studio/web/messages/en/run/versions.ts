export const versions = {
  title: 'Versions',
  lead: 'Every rollout, latest first. A version that all gateways have served can be put in force again.',
  empty: 'Nothing has been rolled out yet.',
  changes: '{count, plural, =0 {No changes} one {# change} other {# changes}}',
  notCompared: 'not compared yet',
  startedBy: 'started by {subject}',
  rollback: 'Roll back to this',
  rollbackTitle: 'Put version {version} in force again',
  rollbackText:
    'All gateways serve it within seconds. Subgraphs keep running; only the schema and its rules change.',
};
