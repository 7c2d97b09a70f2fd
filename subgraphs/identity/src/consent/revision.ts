import { createHash, randomUUID } from 'node:crypto';
import type { AgencyDirectory, ScopeDescription } from '@civic-graph/agencies';
import { type DataClass, dataClasses } from '@civic-graph/policy';
import { describeRecorded } from '../agencies/describe-recorded.ts';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import type { ConsentRow } from '../store/database.ts';

/** Citizen, app and purpose of a chain of revisions. */
export interface ConsentSubject {
  readonly citizenKey: string;
  readonly clientId: string;
  readonly purpose: string;
}

/** Content of a revision; the rest follows from the chain. */
export interface ConsentContent
  extends Pick<ConsentRow, 'decision' | 'scopes' | 'valid_from' | 'valid_until'> {
  /** Scopes that the citizen just saw, with their current classes. The others keep theirs. */
  readonly shown: readonly string[];
}

/** Data for creating a revision. */
export interface RevisionBasis {
  /** Classes that a citizen sees now. */
  readonly directory: AgencyDirectory;
  readonly pairwiseSalt: Uint8Array;
}

/** Creates the revision of `content` after `predecessor`; `undefined` begins a chain. */
export function nextRevision(
  { citizenKey, clientId, purpose }: ConsentSubject,
  predecessor: ConsentRow | undefined,
  { shown, ...content }: ConsentContent,
  { directory, pairwiseSalt }: RevisionBasis,
  id: string = randomUUID(),
): ConsentRow {
  const revision = {
    id,
    citizen_key: citizenKey,
    client_id: clientId,
    purpose,
    subject: pairwiseSubject(citizenKey, clientId, pairwiseSalt),
    revision: (predecessor?.revision ?? 0) + 1,
    lawful_basis: 'consent',
    predecessor_hash: predecessor?.hash ?? null,
    ...content,
    data_classes: content.scopes.map((scope) => classShown(scope, shown, predecessor, directory)),
  } as const;
  return { ...revision, hash: revisionHash(revision) };
}

/** The withdrawal after a revision; its subject is copied, because an operator has no secret. */
export function withdrawalAfter(
  { hash, revision, ...chain }: ConsentRow,
  now: Date,
  id: string = randomUUID(),
): ConsentRow {
  const withdrawn = {
    ...chain,
    ...{ id, revision: revision + 1, predecessor_hash: hash, decision: 'withdrawn' as const },
    ...{ scopes: [], data_classes: [], valid_from: now, valid_until: now },
  };
  return { ...withdrawn, hash: revisionHash(withdrawn) };
}

function classShown(
  scope: string,
  shown: readonly string[],
  predecessor: ConsentRow | undefined,
  directory: AgencyDirectory,
): DataClass {
  const before = shown.includes(scope) ? undefined : classConsentedTo(scope, predecessor);
  // A removed scope has no class that the citizen saw, so it covers nothing if it returns.
  return before ?? directory.describeScope(scope)?.dataClass ?? 'C0';
}

function classConsentedTo(scope: string, revision: ConsentRow | undefined): DataClass | undefined {
  return revision?.data_classes?.[revision.scopes.indexOf(scope)];
}

/**
 * Scopes that exist and whose class has not risen since the citizen saw it. The others need new consent.
 */
export function scopesStillCovered(revision: ConsentRow, directory: AgencyDirectory): string[] {
  return revision.scopes.filter((scope) => {
    const [then, now] = [classConsentedTo(scope, revision), directory.describeScope(scope)?.dataClass];
    if (now === undefined) return false;
    return then === undefined || dataClasses.indexOf(now) <= dataClasses.indexOf(then);
  });
}

/** A scope with its class at the time of consent, also one that has been removed since. */
export function describeConsented(
  scope: string,
  revision: ConsentRow,
  directory: AgencyDirectory,
): ScopeDescription {
  const described = describeRecorded(scope, directory);
  return { ...described, dataClass: classConsentedTo(scope, revision) ?? described.dataClass };
}

/** Whether a revision matches its hash. Its predecessor is checked by that one's hash. */
export function isIntact(revision: ConsentRow): boolean {
  return revision.hash === revisionHash(revision);
}

/**
 * SHA-256 over the decision and the previous hash, base64url.
 *
 * Uses the pairwise subject instead of the internal key: apps see the hash, and could find a ten-digit key by
 * brute force.
 */
function revisionHash(revision: Omit<ConsentRow, 'hash'>): string {
  const covered = [
    revision.predecessor_hash,
    revision.id,
    revision.subject,
    revision.client_id,
    revision.purpose,
    revision.revision,
    revision.decision,
    revision.scopes,
    revision.lawful_basis,
    revision.valid_from.toISOString(),
    revision.valid_until.toISOString(),
    ...(revision.data_classes === null ? [] : [revision.data_classes]),
  ];
  return createHash('sha256').update(JSON.stringify(covered)).digest('base64url');
}
