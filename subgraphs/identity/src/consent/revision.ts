import { createHash, randomUUID } from 'node:crypto';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import type { ConsentRow } from '../store/database.ts';

/** Whose consent, for which app, to what end: one chain of revisions. */
export interface ConsentSubject {
  readonly citizenKey: string;
  readonly clientId: string;
  readonly purpose: string;
}

/** What a revision says; the rest of it follows from the chain. */
export type ConsentContent = Pick<ConsentRow, 'decision' | 'scopes' | 'valid_from' | 'valid_until'>;

/** The revision that says `content` and comes after `predecessor`; `undefined` begins a chain. */
export function nextRevision(
  { citizenKey, clientId, purpose }: ConsentSubject,
  predecessor: ConsentRow | undefined,
  content: ConsentContent,
  pairwiseSalt: Uint8Array,
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
  } as const;
  return { ...revision, hash: revisionHash(revision) };
}

/** Whether a revision says what it said when it was written. Its predecessor is another question: by that one's hash. */
export function isIntact(revision: ConsentRow): boolean {
  return revision.hash === revisionHash(revision);
}

/**
 * SHA-256 over everything that the citizen decided and over the hash before, base64url.
 *
 * The internal key is left out, and the pairwise subject stands for it: apps see the hash, and of a key with ten digits
 * every one could be tried against it.
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
  ];
  return createHash('sha256').update(JSON.stringify(covered)).digest('base64url');
}
