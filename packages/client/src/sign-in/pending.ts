import { isRecord } from '../is-record.ts';

/** A pending sign-in, to check its callback. */
export interface PendingSignIn {
  readonly verifier: string;
  readonly nonce: string;
  readonly key: JsonWebKey | null;
}

/** Time (in seconds) for the citizen to sign in and decide. */
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
