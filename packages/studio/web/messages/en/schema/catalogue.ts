export const catalogue = {
  title: 'Fields',
  lead: 'Everything in the graph, including what you may not read. Search by name, description or agency.',
  search: 'Search',
  searchHint: 'Such as passes, due notices or departures.',
  owner: 'Agency',
  class: 'Data class',
  all: 'All',
  found:
    '{count, plural, =0 {No field matches} one {# field} other {# fields}}{hidden, plural, =0 {} other {, the first {shown} shown}}',
  who: 'Who may read it:',
  deprecated: 'Deprecated: {reason}',
};
