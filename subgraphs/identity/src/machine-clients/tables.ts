import type { JWK } from 'jose';
import type { ColumnType, Selectable } from 'kysely';

export interface MachineClientTables {
  machine_client: MachineClientTable;
}

/** A program of an agency; `migrations/0024`. */
interface MachineClientTable {
  client_id: string;
  agency: string;
  /** The one subgraph that it may publish. */
  subgraph: string;
  /** Its public key. */
  jwk: ColumnType<JWK, string, never>;
  thumbprint: string;
  /** Account of the official who answers for it. */
  registered_by: string;
  /** That official's subject at the platform's own clients. */
  registered_by_subject: string;
  registered_at: Date;
  /** Null while it works. */
  removed_at: Date | null;
  removed_by_subject: string | null;
}
export type MachineClientRow = Selectable<MachineClientTable>;
