import type { AssuranceLevel } from '@civic-graph/policy';
import type { ColumnType, Selectable } from 'kysely';

/** `migrations/0028`. */
export interface PasskeyTables {
  passkey: PasskeyTable;
  passkey_challenge: { digest: string; expires_at: Date };
}

/** Exactly one of the three persons is set. */
interface PasskeyTable {
  id: string;
  credential_id: string;
  citizen_key: string | null;
  official: string | null;
  developer: string | null;
  public_key: Buffer;
  counter: ColumnType<string, number, number>;
  transports: string[];
  /** Whether the authenticator may copy the key to other devices. */
  synced: boolean;
  /** Level of the sign-in in which the key was added. */
  level: AssuranceLevel;
  name: string;
  registered_at: Date;
  last_used_at: Date | null;
  /** Set: the key cannot sign in. */
  removed_at: Date | null;
}
export type PasskeyRow = Selectable<PasskeyTable>;
