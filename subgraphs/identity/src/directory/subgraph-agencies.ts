/**
 * The agency that runs each subgraph and answers for its fields. Each subgraph has an index of its own on the
 * records (`0013-access-record-owners.sql`); a new one needs one, too.
 */
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

export const knownSubgraphs: readonly string[] = Object.keys(agencies);
