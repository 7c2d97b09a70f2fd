import type { VerifiedToken } from '@civic-graph/tokens';

/**
 * The basis of access tokens (grant, consent, app), and its time of revocation in milliseconds since the
 * epoch.
 */
export interface Revocation {
  readonly kind: 'consent' | 'grant' | 'client';
  readonly id: string;
  /** Only tokens issued before; `null` for all. */
  readonly issuedBefore: number | null;
  /** No such token is valid after this time. */
  readonly expiresAt: number;
}

/**
 * Revocations that may match a valid token, in this gateway's memory. At its bound it refuses every token
 * issued until then (apps refresh theirs) and starts empty.
 */
export class RevokedTokens {
  readonly #revocations: Readonly<Record<Revocation['kind'], Map<string, Revocation>>> = {
    consent: new Map(),
    grant: new Map(),
    client: new Map(),
  };
  readonly #capacity: number;
  #refusedBefore = Number.NEGATIVE_INFINITY;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    const { consent, grant, client } = this.#revocations;
    return consent.size + grant.size + client.size;
  }

  add(revocation: Revocation, now: number): void {
    const { kind, id } = revocation;
    const ofKind = this.#revocations[kind];
    // Moves it to the end, so that the oldest come first.
    ofKind.delete(id);
    ofKind.set(id, revocation);
    for (const [oldest, { expiresAt }] of ofKind) {
      if (expiresAt > now) break;
      ofKind.delete(oldest);
    }
    if (this.size > this.#capacity) {
      for (const each of Object.values(this.#revocations)) each.clear();
      // A token's time is in whole seconds, and one more allows for clock skew.
      this.#refusedBefore = now + 2_000;
    }
  }

  /** Three lookups, however many revocations there are. */
  has({ principal, grant, issuedAt }: VerifiedToken): boolean {
    if (issuedAt < this.#refusedBefore) return true;
    const consent = principal.kind === 'citizen' ? principal.consentId : null;
    return (
      (consent !== null && this.#covers('consent', consent, issuedAt)) ||
      (grant !== null && this.#covers('grant', grant, issuedAt)) ||
      this.#covers('client', principal.clientId, issuedAt)
    );
  }

  #covers(kind: Revocation['kind'], id: string, issuedAt: number): boolean {
    const revocation = this.#revocations[kind].get(id);
    if (revocation === undefined) return false;
    return revocation.issuedBefore === null || issuedAt < revocation.issuedBefore;
  }
}
