import type { Manifest } from '@civic-graph/agencies';
import type { ColumnType, Generated } from 'kysely';

/** The table of `0022-agency-manifests.sql`. */
export interface AgencyTables {
  agency_manifest: {
    number: Generated<number>;
    subgraph: string;
    /** Null: the subgraph has left. */
    manifest: ColumnType<Manifest | null, string | null, never>;
    since: Date;
  };
}
