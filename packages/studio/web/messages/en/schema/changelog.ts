export const changelog = {
  title: 'Changelog',
  lead: 'What each rollout changed for callers of the graph, latest first.',
  empty: 'Nothing has changed since the first rollout.',
  at: 'When',
  kind: 'Kind',
  what: 'Change',
  subgraphs: 'Subgraphs',
  sunset: 'It may be removed from {date}.',
};
