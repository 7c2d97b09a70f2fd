import type { AgencySource } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { ConsentRow, IdentityDatabase, IdentityTables } from '../store/database.ts';
import { lockName } from '../store/lock-name.ts';
import { findChain, isInForce, latestRevision, revisionsBefore } from './find-consents.ts';
import { type ConsentContent, type ConsentSubject, nextRevision, scopesStillCovered } from './revision.ts';

/** What storing a decision needs. */
export interface ConsentStore {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  readonly pairwiseSalt: Uint8Array;
}

/** The citizen's decision about the requested scopes. */
export interface ConsentDecision {
  readonly asked: readonly string[];
  readonly granted: readonly string[];
}

export type NarrowOutcome =
  | { readonly kind: 'narrowed'; readonly consent: ConsentRow }
  | { readonly kind: 'not-found' | 'not-in-force' }
  | { readonly kind: 'not-consented'; readonly scopes: readonly string[] };

export type WithdrawOutcome =
  | { readonly kind: 'withdrawn'; readonly consent: ConsentRow; readonly isNew: boolean }
  | { readonly kind: 'not-found' };

/**
 * Records a decision of the consent page.
 *
 * Scopes that were not requested stay unchanged. A decision that leaves nothing granted withdraws the
 * consent, if there was one.
 */
export async function recordDecision(
  store: ConsentStore,
  subject: ConsentSubject,
  { asked, granted }: ConsentDecision,
  now: Date,
): Promise<ConsentRow | undefined> {
  return revise(store, subject, now, async ({ inForce, append }) => {
    const directory = store.agencies.current;
    const held = inForce ? scopesStillCovered(inForce, directory) : [];
    const untouched = held.filter((scope) => !asked.includes(scope));
    const scopes = directory.intersectScopes([...untouched, ...granted], [...untouched, ...asked]);
    if (scopes.length > 0) return append(givenConsent(scopes, now, asked));
    return inForce && append(withdrawal(now));
  });
}

/** Keeps some of the scopes of a consent, until its end. Idempotent. */
export async function narrowConsent(
  store: ConsentStore,
  { citizenKey, id, keep }: { citizenKey: string; id: string; keep: readonly string[] },
  now: Date,
): Promise<NarrowOutcome> {
  const subject = await findChain(store.database, citizenKey, id);
  if (subject === undefined) return { kind: 'not-found' };
  return revise<NarrowOutcome>(store, subject, now, async ({ inForce, append }) => {
    if (inForce === undefined) return { kind: 'not-in-force' };
    const unknown = keep.filter((scope) => !inForce.scopes.includes(scope));
    if (unknown.length > 0) return { kind: 'not-consented', scopes: unknown };
    // In their own order: a scope that has been removed since may be kept.
    const scopes = inForce.scopes.filter((scope) => keep.includes(scope));
    if (scopes.length === inForce.scopes.length) return { kind: 'narrowed', consent: inForce };
    const { valid_until } = inForce;
    const consent = await append({ decision: 'narrowed', scopes, shown: [], valid_from: now, valid_until });
    return { kind: 'narrowed', consent };
  });
}

/** Withdraws a consent, by any of its revisions. Idempotent. */
export async function withdrawConsent(
  store: ConsentStore,
  { citizenKey, id }: { citizenKey: string; id: string },
  now: Date,
): Promise<WithdrawOutcome> {
  const subject = await findChain(store.database, citizenKey, id);
  if (subject === undefined) return { kind: 'not-found' };
  return revise<WithdrawOutcome>(store, subject, now, async ({ latest, append }) => {
    const isNew = latest?.decision !== 'withdrawn';
    const consent = latest === undefined || isNew ? await append(withdrawal(now)) : latest;
    return { kind: 'withdrawn', consent, isNew };
  });
}

/** Content of a consent given at `now`. @param shown scopes that the citizen saw */
export function givenConsent(scopes: string[], now: Date, shown: readonly string[] = scopes): ConsentContent {
  return { decision: 'given', scopes, shown, valid_from: now, valid_until: validUntil(now) };
}

function withdrawal(now: Date): ConsentContent {
  return { decision: 'withdrawn', scopes: [], shown: [], valid_from: now, valid_until: now };
}

/** A consent ends after a year, so that no app reads data by a forgotten decision. */
export const validityMonths = 12;

/** When a consent given now expires. */
export function validUntil(now: Date): Date {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + validityMonths);
  return end;
}

interface Chain {
  readonly latest: ConsentRow | undefined;
  /** Latest revision, if it is in force. */
  readonly inForce: ConsentRow | undefined;
  append(content: ConsentContent): Promise<ConsentRow>;
}

/** Runs one decision at a time per citizen, on the current chain. */
async function revise<Outcome>(
  { database, agencies, pairwiseSalt }: ConsentStore,
  subject: ConsentSubject,
  now: Date,
  decide: (chain: Chain) => Promise<Outcome>,
): Promise<Outcome> {
  return database.transaction().execute(async (transaction) => {
    // Locked, so that a concurrent decision sees the first one's result.
    await lockName(transaction, 'citizen', subject.citizenKey);
    const latest = await latestRevision(transaction, subject);
    return decide({
      latest,
      inForce: latest && isInForce(latest, now) ? latest : undefined,
      async append(content) {
        const basis = { directory: agencies.current, pairwiseSalt };
        const revision = nextRevision(subject, latest, content, basis);
        await transaction.insertInto('consent').values(revision).execute();
        const isLess = latest?.scopes.some((scope) => !revision.scopes.includes(scope)) ?? false;
        if (isLess) await revokeTokens(transaction, revision, now);
        return revision;
      },
    });
  });
}

/**
 * Revokes the tokens of all earlier revisions, because a restored backup may end with any of them, and
 * gateways note revocations in their journals.
 */
async function revokeTokens(
  transaction: Transaction<IdentityTables>,
  revision: ConsentRow,
  now: Date,
): Promise<void> {
  const earlier = await revisionsBefore(transaction, revision);
  const revocations = earlier.map(({ id }) => ({ kind: 'consent', id }) as const);
  await publishRevocations(transaction, revocations, now);
}
