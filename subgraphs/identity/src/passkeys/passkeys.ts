import { randomBytes } from 'node:crypto';
import type { IdentityDatabase } from '../store/database.ts';
import { type Challenges, createChallenges } from './challenges.ts';
import { type RelyingParty, relyingParty } from './relying-party.ts';
import { type UserHandles, userHandles } from './user-handle.ts';

/** What ceremonies with passkeys need. */
export interface Passkeys {
  readonly database: IdentityDatabase;
  readonly party: RelyingParty;
  readonly challenges: Challenges;
  readonly handleOf: UserHandles;
  readonly clock: () => Date;
}

export interface PasskeyOptions {
  readonly database: IdentityDatabase;
  /** The issuer identifier. */
  readonly issuer: string;
  readonly pairwiseSalt: Uint8Array;
  readonly clock: () => Date;
  readonly random?: (bytes: number) => Uint8Array;
}

export function createPasskeys({
  database,
  issuer,
  pairwiseSalt,
  clock,
  random = randomBytes,
}: PasskeyOptions): Passkeys {
  return {
    database,
    party: relyingParty(issuer),
    challenges: createChallenges(database, { secret: pairwiseSalt, clock, random }),
    handleOf: userHandles(pairwiseSalt),
    clock,
  };
}
