/** Reads the report of a check that a link names. */
const query = `query CheckReport($id: ID!) {
  schemaCheck(id: $id) {
    subgraph
    version
    state
    checkedAt
    needs
    problems { severity code message subgraph file line fixedBy }
    accessChanges(first: 100) { nodes { kind coordinate dataClass callers affectedCitizens } }
    changes(first: 100) { nodes { kind coordinate message } }
    requestedBy
    requestReason
    approvedBy
    approvalReason
  }
}
`;

/**
 * The tab for a link to a check, such as `/#check=ID`; `null` for any other address. A link brings no query
 * of its own, because people would run it with their rights.
 */
export function linkedCheck(hash: string): { readonly query: string; readonly variables: string } | null {
  const id = new URLSearchParams(hash.replace(/^#/, '')).get('check');
  if (id === null || !/^[0-9a-f-]{1,36}$/.test(id)) return null;
  return { query, variables: JSON.stringify({ id }, null, 2) };
}
