import { CommandError } from '../command-error.ts';
import { explainConnection } from '../explain-connection.ts';
import type { Host } from '../host.ts';

/** Services with a database, in the order in which they are brought back. */
export const restorable = ['identity', 'payments', 'registry'] as const;
export type Restorable = (typeof restorable)[number];

/** The state of one service's database, and the mark kept outside it. */
export interface FoundStanding {
  readonly agency: Restorable;
  readonly url: string;
  /** Why it counts as restored, in words; null if it is as the service left it. */
  readonly restored: string | null;
  readonly epoch: number;
  /** Whether its service still has work to do, after a finished restore, before it serves. */
  readonly needsFollowUp: boolean;
  /** Time of the last mark in the database: the time of the backup. */
  readonly backupAt: Date | null;
  readonly remembered: import('@civic-graph/subgraph-kit').Mark | null;
}

/** Agencies whose database URL is set. @throws CommandError if there is none */
export async function agenciesIn(
  env: Host['env'],
  named: readonly string[],
): Promise<ReadonlyMap<Restorable, string>> {
  const urls = new Map<Restorable, string>();
  for (const agency of restorable) {
    if (named.length > 0 && !named.includes(agency)) continue;
    const url = await databaseUrl(env, agency);
    if (url !== undefined) urls.set(agency, url);
    else if (named.includes(agency)) throw missing(agency);
  }
  if (urls.size === 0) throw missing('identity');
  return urls;
}

/** URL of the owner, else of the service; both may be in files. */
export async function databaseUrl(env: Host['env'], agency: Restorable): Promise<string | undefined> {
  const { parseEnvironment } = await import('@civic-graph/service');
  const { z } = await import('zod');
  const name = agency.toUpperCase();
  const [owner, service] = [`DATABASE_OWNER_URL_${name}`, `DATABASE_URL_${name}`];
  const read = parseEnvironment({ [owner]: z.string().optional(), [service]: z.string().optional() }, env);
  return read[owner] ?? read[service];
}

function missing(agency: string): CommandError {
  const name = `DATABASE_OWNER_URL_${agency.toUpperCase()}`;
  return new CommandError(
    `${name}: is required; set it to the URL of the database with the role that owns the tables`,
  );
}

/** @throws CommandError if the database has no tables of this version */
export async function readStandingOf(agency: Restorable, url: string, marks: string): Promise<FoundStanding> {
  const { createDatabase, describeSign, judgeStanding, readMark, readStanding } = await import(
    '@civic-graph/subgraph-kit'
  );
  const remembered = await readMark(marks, agency);
  const database = createDatabase<unknown>(url);
  try {
    const standing = await explainConnection(`DATABASE_OWNER_URL_${agency.toUpperCase()}`, () =>
      readStanding(database, remembered),
    );
    if (standing === null) {
      throw new CommandError(
        `${agency}: the tables are missing or from an older version; run: npx civic migrate ${agency}`,
      );
    }
    const sign = judgeStanding(standing, remembered);
    return {
      ...{ agency, url, remembered, epoch: standing.epoch.number, backupAt: standing.marks?.lastAt ?? null },
      needsFollowUp: standing.epoch.needsFollowUp,
      restored: sign === null ? null : describeSign(sign),
    };
  } finally {
    await database.destroy();
  }
}
