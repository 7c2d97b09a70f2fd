import type { JournalState } from '@civic-graph/audit';
import type { IdentityLosses, UncoveredChain } from '@civic-graph/identity/commands/restore';
import type { FoundStanding } from './read-standing-of.ts';

/** Consequences of a restore, in words and as a value. */
export interface Consequences {
  readonly lines: readonly string[];
  readonly losses: unknown;
}

type IdentityReview = Pick<
  IdentityLosses,
  'suspendedApps' | 'activeApps' | 'removedPrograms' | 'activePrograms' | 'replacedCredentials'
>;

/** What the outside world may have of a service's data, but the restored database lacks. */
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
        ? 'the number of receipts issued since is unknown: the folder of DATABASE_MARKS is missing'
        : `at least ${lostReceipts} receipt numbers have been issued since`,
      'receipt numbers jump past all that may have been issued',
      `providers are asked about ${openPayments} payments without an outcome`,
      `their statements since the backup are matched first${days === '' ? '' : `: ${days}`}`,
    ],
  };
}

async function ofIdentity(url: string, journals: readonly JournalState[]): Promise<Consequences> {
  const { identityLosses } = await import('@civic-graph/identity/commands/restore');
  const losses = await identityLosses(url, journals);
  const { withdrawn, endedGrants, unknownConsents, records, signIns } = losses;
  const known = journals.length > 0;
  return {
    losses,
    lines: [
      known
        ? `${withdrawn.length} consents in force here have been withdrawn or narrowed since; finishing withdraws them`
        : 'consents withdrawn since are NOT known: name the data folders of all gateways with --journal',
      ...withdrawn.map(({ id, clientId, purpose, at }) => `  ${id} ${clientId} ${purpose} ${at}`),
      `finishing ends ${signIns} sessions and grants of the backup, of which ${endedGrants} had already been ended`,
      ...reviewOf(losses),
      ...losses.uncovered.map(describeUncovered),
      ...(unknownConsents > 0
        ? [`${unknownConsents} consents given since are missing: the apps must ask the citizens again`]
        : []),
      ...records.map(({ chain, again, lost }) =>
        lost > 0
          ? `${chain}: ${lost} access records are LOST, ${again} will be sent again`
          : `${chain}: ${again} access records will be sent again`,
      ),
      'repeat by hand what officials have done since: locked accounts, removed passkeys, switches, decisions about apps, new programs',
    ],
  };
}

/**
 * Apps and programs for an admin to review afterwards. No journal records what was done to them while no
 * gateway was running.
 */
export function reviewOf({
  suspendedApps,
  activeApps,
  removedPrograms,
  activePrograms,
  replacedCredentials,
}: IdentityReview): readonly string[] {
  return [
    ...suspendedApps.map(
      ({ clientId, at }) =>
        `the app ${clientId} was suspended, deleted or given less access at ${at}: finishing suspends it, so review it`,
    ),
    ...replacedCredentials.map(
      ({ clientId, at }) =>
        `the app ${clientId} replaced its secret or keys at ${at}: finishing ends those of the backup, so its developer must replace them again`,
    ),
    ...removedPrograms.map(
      ({ clientId, at }) =>
        `the program ${clientId} was removed, or the account of its official locked, at ${at}: finishing removes it; its agency can register another`,
    ),
    ...listed('apps that stay active; suspend those that were suspended', activeApps),
    ...listed('programs that stay active; remove those that were removed', activePrograms),
  ];
}

function listed(what: string, clientIds: readonly string[]): readonly string[] {
  if (clientIds.length === 0) return [];
  return [
    `review the ${clientIds.length} ${what} while no gateway was running:`,
    ...clientIds.map((clientId) => `  ${clientId}`),
  ];
}

/** What is missing of a gateway's journal. */
export function describeUncovered({ chain, have, journal }: UncoveredChain): string {
  if (journal === null) return `${chain}: no journal was found; the database has its entries up to ${have}`;
  const { first, last } = journal;
  return first > have + 1
    ? `${chain}: entries ${have + 1} to ${first - 1} were removed from the journal`
    : `${chain}: the journal ends with entry ${last}, but the database has entries up to ${have}`;
}
