import type { Manifest } from '@civic-graph/agencies';
import type { AssuranceLevel, DataClass } from '@civic-graph/policy';
import type { ColumnType, Generated, Kysely, Selectable } from 'kysely';
import type { AccessLogTables } from '../access-log/tables.ts';
import type { AccessQuestionTables } from '../access-questions/tables.ts';
import type { AccountTables } from '../accounts/tables.ts';
import type { AgencyTables } from '../agencies/tables.ts';
import type { LinkedIdentityTables } from '../linked-identities/tables.ts';
import type { MachineClientTables } from '../machine-clients/tables.ts';
import type { AppColumns, PartnerTables } from '../partners/tables.ts';
import type { PasskeyTables } from '../passkeys/tables.ts';
import type { ProfilingTables } from '../profiling/tables.ts';

/** The tables of `migrations/`, as Kysely sees them. */
export interface IdentityTables
  extends AccessLogTables,
    AccessQuestionTables,
    AccountTables,
    AgencyTables,
    LinkedIdentityTables,
    MachineClientTables,
    PartnerTables,
    PasskeyTables,
    ProfilingTables {
  agency: AgencyRow;
  citizen: CitizenTable;
  citizen_fact: CitizenFactRow;
  citizen_national_id: { citizen_key: string; id_number: string };
  official: OfficialRow & { locked_at: Generated<Date | null> };
  purpose: PurposeRow;
  app: AppTable;
  consent: ConsentRow;
  oidc_payload: OidcPayloadRow;
  grant_circumstance: GrantCircumstanceRow;
  user_code_attempt: UserCodeAttemptRow;
  signing_key: SigningKeyRow;
  revocation: RevocationTable;
  switch: SwitchRow;
}

export type IdentityDatabase = Kysely<IdentityTables>;

export type AgencyField = Manifest['agency']['kind'];

export interface AgencyRow {
  id: string;
  name_zh: string;
  name_en: string;
  kind: AgencyField;
  homepage: string;
  phone: string;
  position: number;
}

interface CitizenTable {
  key: string;
  login_name: string;
  assurance: AssuranceLevel;
  /** Invented citizen, whose data the sandbox may show. */
  synthetic: Generated<boolean>;
}
export type CitizenRow = Selectable<CitizenTable>;

/** `region` is the six-digit code (GB/T 2260) of the district of `address`. */
export type Fact = 'name' | 'phone' | 'email' | 'birth_date' | 'address' | 'region';

export interface CitizenFactRow {
  citizen_key: string;
  fact: Fact;
  value: string;
  source: string;
  updated_at: Date;
}

export interface OfficialRow {
  id: string;
  name_zh: string;
  name_en: string;
  kind: 'operator' | 'admin';
  agency: string | null;
  roles: string[];
  scopes: string[];
}

type LawfulBasis = 'consent' | 'statutory-duty';

export interface PurposeRow {
  id: string;
  title_zh: string;
  title_en: string;
  lawful_basis: LawfulBasis;
}

interface AppTable extends AppColumns {
  client_id: string;
  /**
   * `console`, `studio`, `cli` and `account` are the platform's own clients for officials and developers,
   * `my-data` the one for citizens; the public list has only `partner` apps.
   */
  kind: 'partner' | 'console' | 'studio' | 'cli' | 'my-data' | 'account';
  name_zh: string;
  name_en: string;
  platform: string;
  homepage: string;
  redirect_uris: string[];
  approved_scopes: string[];
  purposes: string[];
  position: number;
}
export type AppRow = Selectable<AppTable>;

/** One revision of a consent; `migrations/0004` has the database's constraints. */
export interface ConsentRow {
  id: string;
  citizen_key: string;
  client_id: string;
  purpose: string;
  /** The pairwise subject of the citizen at this app. */
  subject: string;
  revision: number;
  decision: 'given' | 'narrowed' | 'withdrawn';
  scopes: string[];
  /** Data class per scope, as the citizen saw it; `null` in revisions of earlier versions. */
  data_classes: DataClass[] | null;
  lawful_basis: LawfulBasis;
  valid_from: Date;
  valid_until: Date;
  predecessor_hash: string | null;
  hash: string;
}

interface OidcPayloadRow {
  model: string;
  id: string;
  payload: ColumnType<Record<string, unknown>, string, string>;
  grant_id: string | null;
  uid: string | null;
  consumed_at: Date | null;
  expires_at: Date | null;
}

interface GrantCircumstanceRow {
  grant_id: string;
  purpose: string | null;
  assurance: AssuranceLevel;
  expires_at: Date;
  /** The session that ends it; null if it outlives the session. */
  ends_with_session: string | null;
  /** Scopes that need no consent; null if the app needs one. */
  sandbox_scopes: string[] | null;
  /** The upstream sign-in behind the session; null if no provider was involved. */
  upstream_sign_in: string | null;
}

/** Codes that were typed at one site; `migrations/0024`. */
interface UserCodeAttemptRow {
  site: string;
  attempts: number;
  expires_at: Date;
}

/**
 * `issued_before` null: any issue time. Kind `switch` reports a changed switch; kind `safelist` a changed
 * safelist or enforcement.
 */
interface RevocationTable {
  number: Generated<number>;
  /** Random; see `migrations/0019`. */
  mark: Generated<number>;
  kind: 'consent' | 'grant' | 'client' | 'switch' | 'safelist';
  id: string;
  issued_before: Date | null;
  expires_at: Date;
}
export type RevocationRow = Selectable<RevocationTable>;

/** Current and past kill switches; `migrations/0008` explains the nulls. */
export interface SwitchRow {
  id: string;
  agency: string | null;
  subgraph: string | null;
  coordinate: string | null;
  client_id: string | null;
  notice: string;
  off_since: Date;
  off_by: string;
  on_since: Date | null;
  on_by: string | null;
}

export interface SigningKeyRow {
  kid: string;
  sealed_jwk: string;
  created_at: Date;
  signs_from: Date;
}
