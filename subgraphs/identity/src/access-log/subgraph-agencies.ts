/** The agency that runs each subgraph and answers for its fields. */
const agencies: Readonly<Record<string, string>> = {
  identity: 'civil-affairs',
  transport: 'transport',
  payments: 'finance',
  statistics: 'statistics',
};

export function agencyOf(subgraph: string): string | undefined {
  return agencies[subgraph];
}

export function subgraphOf(agency: string): string | undefined {
  return Object.keys(agencies).find((subgraph) => agencies[subgraph] === agency);
}
