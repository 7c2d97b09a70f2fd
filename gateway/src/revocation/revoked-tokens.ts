import type { VerifiedToken } from '@civic-graph/tokens';

/** What access tokens rested on, and since when they no longer may. Times are milliseconds since the epoch. */
export interface Revocation {
  readonly kind: 'consent' | 'grant' | 'client';
  readonly id: string;
  /** Only tokens issued before; `null` for all. */
  readonly issuedBefore: number | null;
  /** No such token is accepted any longer. */
  readonly expiresAt: number;
}

/**
 * Everything that was revoked and that a token may still rest on, in the memory of this gateway.
 *
 * Where it would outgrow its bound it is not forgetful but severe: every token issued until then is refused, apps refresh
 * theirs, and it is empty again.
 */
export class RevokedTokens {
  readonly #revocations = new Map<string, Revocation>();
  readonly #capacity: number;
  #refusedBefore = Number.NEGATIVE_INFINITY;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#revocations.size;
  }

  add(revocation: Revocation, now: number): void {
    const key = keyOf(revocation.kind, revocation.id);
    // At the end again, so that the oldest come first.
    this.#revocations.delete(key);
    this.#revocations.set(key, revocation);
    for (const [oldest, { expiresAt }] of this.#revocations) {
      if (expiresAt > now) break;
      this.#revocations.delete(oldest);
    }
    if (this.#revocations.size > this.#capacity) {
      this.#revocations.clear();
      // A token's time is in whole seconds, and one more is for the clocks.
      this.#refusedBefore = now + 2_000;
    }
  }

  /** Three look-ups, however many revocations there are. */
  has({ principal, grant, issuedAt }: VerifiedToken): boolean {
    if (issuedAt < this.#refusedBefore) return true;
    const consent = principal.kind === 'citizen' ? principal.consentId : null;
    return (
      (consent !== null && this.#covers(keyOf('consent', consent), issuedAt)) ||
      (grant !== null && this.#covers(keyOf('grant', grant), issuedAt)) ||
      this.#covers(keyOf('client', principal.clientId), issuedAt)
    );
  }

  #covers(key: string, issuedAt: number): boolean {
    const revocation = this.#revocations.get(key);
    if (revocation === undefined) return false;
    return revocation.issuedBefore === null || issuedAt < revocation.issuedBefore;
  }
}

function keyOf(kind: Revocation['kind'], id: string): string {
  return `${kind} ${id}`;
}
