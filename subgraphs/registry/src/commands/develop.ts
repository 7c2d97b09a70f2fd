import { createDatabase } from '@civic-graph/subgraph-kit';
import { createChecker } from '../check/checker.ts';
import type { RegistryTables } from '../database/tables.ts';
import { type DevelopOutcome, serveInDemo, takeOutOfDemo } from '../demo/develop.ts';
import type { ReleaseTexts } from '../publish/parse-release.ts';

export type { DevelopOutcome };

/** One subgraph in the supergraph of a demo, while somebody develops it. */
export interface Development {
  /** @param accepted called once the checks have passed, before the release is in force */
  serve(texts: ReleaseTexts, accepted?: () => Promise<void>): Promise<DevelopOutcome>;
  /** @returns whether anything had to change */
  takeOut(subgraph: string): Promise<boolean>;
  close(): Promise<void>;
}

/** @param databaseUrl of the registry of a demo, as the role of the service */
export function openDevelopment(databaseUrl: string): Development {
  const db = createDatabase<RegistryTables>(databaseUrl);
  // Somebody waits for it.
  const checker = createChecker({ niceness: 0 });
  const options = { db, checker, clock: () => new Date() };
  return {
    serve: (texts, accepted) => serveInDemo(options, texts, accepted),
    takeOut: (subgraph) => takeOutOfDemo(options, subgraph),
    async close() {
      checker.close();
      await db.destroy();
    },
  };
}
