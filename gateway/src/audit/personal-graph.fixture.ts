import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessRecord, type Disk, openJournalFolder, readEntry } from '@civic-graph/audit';
import type { GatewayConfig } from '../config.ts';
import { subgraphs } from '../execution/create-engine.fixture.ts';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { composeSupergraph } from '../supergraph/compose.ts';

/** The test graph, in which a person's diary is personal (C2) and needs consent. */
export const personalSupergraph = composeSupergraph(
  subgraphs.map((subgraph) => ({
    ...subgraph,
    sdl: subgraph.sdl.replace(
      /diary: String @requiresScopes\(scopes: \[\["diary"\]\]\) @dataClass\(class: C0\)/,
      'diary: String @requiresScopes(scopes: [["diary"]]) @policy(policies: [["consent:diary"]]) @dataClass(class: C2)',
    ),
  })),
);

export interface PersonalGraph {
  readonly graph: TestGateway;
  readonly folder: string;
  readonly checkpoints: string;
  /** What the journal holds by now. */
  records(): readonly AccessRecord[];
  /** A token of a citizen who has consented. */
  token(citizenKey?: string): Promise<string>;
  close(): Promise<void>;
}

/** @param disk where access records are written. Default is this machine's. */
export async function startPersonalGraph(
  changes: Partial<GatewayConfig> = {},
  disk?: Disk,
): Promise<PersonalGraph> {
  const directory = mkdtempSync(join(tmpdir(), 'civic-audit-'));
  const path = join(directory, 'supergraph.graphql');
  writeFileSync(path, personalSupergraph);
  const audit = { folder: join(directory, 'journal'), checkpoints: join(directory, 'checkpoints') };
  const graph = await startTestGateway({ supergraph: { kind: 'file', path }, audit, disk, ...changes });
  return {
    graph,
    ...audit,
    records() {
      const lines = [...(openJournalFolder(audit.folder)?.lines() ?? [])];
      return lines
        .map((line) => readEntry(JSON.parse(line.slice(line.indexOf('{')))))
        .filter((entry) => entry.kind === 'access');
    },
    token: (citizenKey = 'CTZ-1') =>
      graph.issuer.mint({
        kind: 'citizen',
        clientId: 'wechat-city',
        subject: `pairwise-${citizenKey}`,
        citizenKey,
        scopes: ['diary'],
        purpose: 'city-services',
        consents: ['diary'],
        consentId: 'consent-1',
        assurance: 'substantial',
      }),
    async close() {
      await graph.close();
      rmSync(directory, { recursive: true });
    },
  };
}
