import { PublicError } from '@civic-graph/errors';
import type pg from 'pg';

/** Decides whether the connections of a pool may be used. */
export interface ConnectionGate {
  /** Called with each new connection before its first use. @throws PublicError */
  admit(client: pg.PoolClient): Promise<void>;
  /** @throws PublicError if connections may no longer be used */
  assertOpen(): void;
}

/** The gate of a pool; it is open until a guard is set. */
export interface GateHolder {
  gate: ConnectionGate | null;
}

/** The error of every query on a restored database. */
export function restoredDatabase(): PublicError {
  return new PublicError('DATABASE_RESTORED');
}
