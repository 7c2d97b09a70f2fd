import type { JournalState } from '@civic-graph/audit';
import type { FoundStanding } from './read-standing-of.ts';

/** Consequences of a restore, in words and as a value. */
export interface Consequences {
  readonly lines: readonly string[];
  readonly losses: unknown;
}

/** What the world may know of a service's data, and the restored database does not. */
export async function consequencesOf(
  { agency, url, remembered }: FoundStanding,
  journals: readonly JournalState[],
): Promise<Consequences> {
  if (agency === 'payments') return ofPayments(url, remembered);
  if (agency === 'identity') return ofIdentity(url, journals);
  const lines = [
    'rollouts since the backup are missing: gateways keep serving them; publish lost releases again',
  ];
  return { lines, losses: {} };
}

async function ofPayments(url: string, remembered: FoundStanding['remembered']): Promise<Consequences> {
  const { paymentsLosses } = await import('@civic-graph/payments/commands/restore');
  const losses = await paymentsLosses(url, remembered);
  const { openPayments, statements, lostReceipts } = losses;
  const days = statements.map(({ provider, lastDay }) => `${provider} after ${lastDay}`).join(', ');
  return {
    losses,
    lines: [
      lostReceipts === null
        ? 'how many receipts were issued since is not known here: the folder of DATABASE_MARKS is missing'
        : `at least ${lostReceipts} receipt numbers were issued since`,
      'receipt numbers jump ahead of all that may have been issued',
      `providers are asked about ${openPayments} payments without an outcome`,
      `their statements since the backup are matched first${days === '' ? '' : `: ${days}`}`,
    ],
  };
}

async function ofIdentity(url: string, journals: readonly JournalState[]): Promise<Consequences> {
  const { identityLosses } = await import('@civic-graph/identity/commands/restore');
  const losses = await identityLosses(url, journals);
  const { withdrawn, endedGrants, suspendedApps, unknownConsents, records, signIns } = losses;
  const known = journals.length > 0;
  return {
    losses,
    lines: [
      known
        ? `${withdrawn.length} consents in force here were withdrawn or narrowed since; they are withdrawn`
        : 'consents withdrawn since are NOT known: name the data folders of all gateways with --journal',
      ...withdrawn.map(({ id, clientId, purpose, at }) => `  ${id} ${clientId} ${purpose} ${at}`),
      `${signIns} sessions and grants of the backup are ended, of which ${endedGrants} were ended before`,
      ...suspendedApps.map(
        ({ clientId, at }) =>
          `suspend the app ${clientId} again: it was suspended at ${at}, and is active here`,
      ),
      ...(unknownConsents > 0
        ? [`${unknownConsents} consents given since are missing: the apps ask the citizens again`]
        : []),
      ...records.map(({ chain, again, lost }) =>
        lost > 0
          ? `${chain}: ${lost} access records are LOST, ${again} are sent again`
          : `${chain}: ${again} access records are sent again`,
      ),
      'check by hand what officials did since: locked accounts, removed passkeys, switches, decisions about apps',
    ],
  };
}
