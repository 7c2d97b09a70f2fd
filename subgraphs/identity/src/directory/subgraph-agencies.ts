/**
 * Agency that runs each subgraph and is responsible for its fields. A new subgraph needs its own index on the
 * records (`0013-access-record-owners.sql`).
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
