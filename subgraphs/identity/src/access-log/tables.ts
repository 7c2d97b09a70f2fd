import type { AccessRecord } from '@civic-graph/audit';
import type { ColumnType, JSONColumnType } from 'kysely';

/**
 * The tables of `0007-access-log.sql`, `0021-access-receipts.sql` and `0023-access-record-owners.sql`.
 * PostgreSQL's bigint arrives as text.
 */
export interface AccessLogTables {
  access_chain: {
    chain: string;
    public_key: string;
    count: ColumnType<string, number, number>;
    head: string;
  };
  access_checkpoint: {
    chain: string;
    count: ColumnType<string, number, never>;
    head: string;
    time: ColumnType<Date, string, never>;
    signature: string;
  };
  access_receipt: {
    chain: string;
    count: ColumnType<string, number, never>;
    head: string;
    time: ColumnType<Date, string, never>;
    signature: string;
  };
  access_record: {
    hash: string;
    chain: string;
    number: ColumnType<string, number, never>;
    time: ColumnType<Date, string, never>;
    subject: string | null;
    app: string | null;
    caller: AccessRecord['caller'];
    official: string | null;
    official_agency: string | null;
    purpose: string | null;
    consent: string | null;
    scopes: string[];
    /** Coordinates by owning subgraph. */
    fields: JSONColumnType<Record<string, string[]>, string, never>;
    request_id: string;
    result: AccessRecord['result'];
    /** SHA-256 of the entry's text; null for entries of earlier versions. */
    digest: string | null;
  };
  access_note: {
    chain: string;
    number: ColumnType<string, number, never>;
    hash: string;
    digest: string | null;
  };
  /** The subgraphs of `access_record.fields`, written by the database. */
  access_record_owner: {
    subgraph: string;
    time: ColumnType<Date, never, never>;
    hash: string;
  };
}
