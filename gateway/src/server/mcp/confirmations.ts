import { createHash, randomUUID } from 'node:crypto';
import { type Clock, type ReplayStore, systemClock } from '@civic-graph/tokens';
import type { Seal } from './sealed-text.ts';

/** The call to confirm. */
export interface ConfirmedCall {
  /** See `callerKey`. */
  readonly caller: string;
  /** Digest of the operation. */
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Confirmations {
  issue(call: ConfirmedCall): { readonly code: string; readonly expiresAt: string };
  /**
   * Uses a code up; false if it is expired, used, or for another call.
   * @throws PublicError NOT_READY if it is unknown whether it was used
   */
  accept(code: string, call: ConfirmedCall): Promise<boolean>;
}

/** Short-lived codes, each for one call of one caller with the same variables, once. */
export function createConfirmations({
  seal,
  used,
  confirmationMs,
  clock = systemClock,
}: {
  readonly seal: Seal;
  /** Used codes, shared by all processes with the same sealing key. */
  readonly used: ReplayStore;
  readonly confirmationMs: number;
  readonly clock?: Clock;
}): Confirmations {
  return {
    issue(call) {
      const expires = clock().getTime() + confirmationMs;
      const code = seal.seal(`${expires} ${randomUUID()}`, contextOf(call));
      return { code, expiresAt: new Date(expires).toISOString() };
    },
    async accept(code, call) {
      const text = seal.open(code, contextOf(call));
      if (text === null) return false;
      const expires = new Date(Number(text.split(' ')[0]));
      return expires > clock() && (await used.claim(text, expires));
    },
  };
}

function contextOf({ caller, operation, variables }: ConfirmedCall): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(variables)))
    .digest('base64url');
  return `${caller} ${operation} ${digest}`;
}

/** A client may write the members of an object in another order the second time. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}
