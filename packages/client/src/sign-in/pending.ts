import { isRecord } from '../is-record.ts';

/** A sign-in that has begun: what its callback is checked against. */
export interface PendingSignIn {
  readonly verifier: string;
  readonly nonce: string;
  readonly key: JsonWebKey | null;
}

/** Time for the citizen to sign in and decide, in seconds. */
export const pendingSeconds = 30 * 60;

export function parsePending(text: string | null | undefined): PendingSignIn | null {
  const value: unknown = JSON.parse(text || 'null');
  return isPending(value) ? value : null;
}

function isPending(value: unknown): value is PendingSignIn {
  return (
    isRecord(value) &&
    typeof value.verifier === 'string' &&
    typeof value.nonce === 'string' &&
    (value.key === null || isRecord(value.key))
  );
}
