import type { JournalState } from '@civic-graph/audit';
import { createDatabase, type FinishedRestore, finishRestore, type Mark } from '@civic-graph/subgraph-kit';
import { endCredentials } from '../restore/end-credentials.ts';
import { lostSince } from '../restore/lost-since.ts';
import { removeAgain } from '../restore/remove-again.ts';
import { suspendAgain } from '../restore/suspend-again.ts';
import { withdrawAgain } from '../restore/withdraw-again.ts';
import type { IdentityTables } from '../store/database.ts';

/** A gateway's chain whose journal is missing, or lacks entries since the backup. */
export interface UncoveredChain {
  readonly chain: string;
  /** Number of the last entry in the database; 0 for none. */
  readonly have: number;
  /** Numbers of the first and the last entry of its journal; null without a journal. */
  readonly journal: { readonly first: number; readonly last: number } | null;
}

/** What the journals of the gateways know, and the restored database does not. */
export interface IdentityLosses {
  /** Consents in force here that were withdrawn or narrowed. */
  readonly withdrawn: readonly {
    readonly id: string;
    readonly clientId: string;
    readonly purpose: string;
    readonly at: string;
  }[];
  /** Sign-ins that were ended, whose tokens this database would accept. */
  readonly endedGrants: number;
  /**
   * Apps whose tokens were revoked after the backup, by a suspension, a deletion or reduced access, and that
   * are neither suspended nor deleted here; finishing suspends them.
   */
  readonly suspendedApps: readonly { readonly clientId: string; readonly at: string }[];
  /** Developers' other apps that are active here. */
  readonly activeApps: readonly string[];
  /** Programs of agencies that were removed after the backup, and work here; finishing removes them. */
  readonly removedPrograms: readonly { readonly clientId: string; readonly at: string }[];
  /** Programs of agencies that keep working. */
  readonly activePrograms: readonly string[];
  /** Apps whose secret or keys were replaced after the backup; finishing ends those that are here. */
  readonly replacedCredentials: readonly { readonly clientId: string; readonly at: string }[];
  /** Consents under which data was disclosed that are not here: the apps must ask the citizens again. */
  readonly unknownConsents: number;
  /** Access records by gateway: those that it sends again, and those that no disk has. */
  readonly records: readonly { readonly chain: string; readonly again: number; readonly lost: number }[];
  /** Chains whose journal does not reach back to the backup, so that withdrawals may be unknown. */
  readonly uncovered: readonly UncoveredChain[];
  /** Sessions and tokens of the backup, which finishing ends. */
  readonly signIns: number;
}

/** @throws as `createDatabase` if the database is unreachable */
export async function identityLosses(
  url: string,
  journals: readonly JournalState[],
): Promise<IdentityLosses> {
  const database = createDatabase<IdentityTables>(url, { statementTimeoutMs: 0 });
  try {
    return await lostSince(database, journals);
  } finally {
    await database.destroy();
  }
}

export interface IdentityFinish {
  readonly ownerUrl: string;
  readonly journals: readonly JournalState[];
  readonly remembered: Mark | null;
  readonly now: Date;
}

/**
 * Withdraws consents, suspends apps and removes programs again, ends replaced credentials and all sign-ins,
 * and lets the service start.
 */
export async function finishIdentity({
  ownerUrl,
  journals,
  remembered,
  now,
}: IdentityFinish): Promise<FinishedRestore> {
  const owner = createDatabase<IdentityTables>(ownerUrl, { statementTimeoutMs: 0 });
  try {
    const losses = await lostSince(owner, journals);
    return await finishRestore(owner, {
      ...{ remembered, now, needsFollowUp: false, report: { losses } },
      async alongside(transaction) {
        await withdrawAgain(transaction, { losses, journals, now });
        await suspendAgain(transaction, losses, now);
        await removeAgain(transaction, losses, now);
        await endCredentials(transaction, losses);
      },
    });
  } finally {
    await owner.destroy();
  }
}
