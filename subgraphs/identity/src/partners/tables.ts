import type { JSONWebKeySet } from 'jose';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { FieldNeed, OperationKind } from './derive-needs.ts';
import type { ActorKind, AppEvent, AppState } from './life-cycle.ts';

/** Client authentication method (OpenID Connect Core, section 9). */
export type ClientAuthMethod = 'client_secret_basic' | 'private_key_jwt' | 'none';

/** Life cycle columns of the table `app`; `migrations/0010` constrains them. */
export interface AppColumns {
  state: Generated<AppState>;
  /** The developer's account; null for the city's own apps. */
  developer: Generated<string | null>;
  contact: Generated<string | null>;
  auth_method: Generated<ClientAuthMethod>;
  secret_sha256: Generated<string | null>;
  /** Digest of the previous secret, while it still works. */
  old_secret_sha256: Generated<string | null>;
  old_secret_until: Generated<Date | null>;
  jwks: ColumnType<JSONWebKeySet | null, string | null | undefined, string | null>;
  jwks_uri: Generated<string | null>;
  held_to_safelist: Generated<boolean>;
  /** Coordinates that agencies have declined, so that gateways enforce the safelist. */
  declined_fields: Generated<string[]>;
  /** Whether tokens must be bound to a key of the app (RFC 9449, section 5.2). */
  dpop_bound_access_tokens: Generated<boolean>;
  /** URL for logout notifications (OpenID Connect Back-Channel Logout 1.0). */
  backchannel_logout_uri: Generated<string | null>;
}

export interface PartnerTables {
  developer: DeveloperRow & {
    locked_at: Generated<Date | null>;
    /** E-mail address of a developer who signed up. */
    contact: Generated<string | null>;
    self_signed_up: Generated<boolean>;
    /** When an admin verified the organisation of a developer who signed up. */
    verified_at: Generated<Date | null>;
    verified_by: Generated<string | null>;
  };
  purpose_statement: PurposeStatementRow;
  app_transition: AppTransitionTable;
  app_change: AppChangeTable;
  access_request: AccessRequestTable;
  requested_operation: RequestedOperationRow;
  access_request_part: AccessRequestPartTable;
  safelisted_operation: SafelistedOperationRow;
}

export interface DeveloperRow {
  id: string;
  name_zh: string;
  name_en: string;
}

export interface PurposeStatementRow {
  client_id: string;
  purpose: string;
  statement: string;
}

interface AppTransitionTable {
  number: Generated<number>;
  client_id: string;
  /** `register`, or an event of the life cycle. */
  event: AppEvent | 'register';
  from_state: AppState | null;
  to_state: AppState;
  at: Date;
  actor: ActorKind;
  actor_subject: string | null;
  agency: string | null;
  reason: string | null;
  /** Changed or proposed members; null if only the approval changed. */
  changed: Generated<AppDetail[] | null>;
}
export type AppTransitionRow = Selectable<AppTransitionTable>;

/** Members that a developer can change. */
export type AppDetail =
  | 'contact'
  | 'redirect-uris'
  | 'purposes'
  | 'keys'
  | 'secret'
  | 'token-binding'
  | 'logout-uri';

/** A pending proposal; `migrations/0017`. */
interface AppChangeTable {
  client_id: string;
  proposed_at: Date;
  redirect_uris: string[] | null;
  purposes: ColumnType<{ purpose: string; statement: string }[] | null, string | null, string | null>;
}
export type AppChangeRow = Selectable<AppChangeTable>;

interface AccessRequestTable {
  number: Generated<number>;
  id: string;
  client_id: string;
  drafted_at: Date;
  /** Null for a draft, of which an app has at most one. */
  submitted_at: Date | null;
  fields: ColumnType<FieldNeed[], string, never>;
}
export type AccessRequestRow = Selectable<AccessRequestTable>;

export interface RequestedOperationRow {
  request: string;
  hash: string;
  position: number;
  kind: OperationKind;
  name: string | null;
  text: string;
  scopes: string[];
  /** Coordinates that it reads; null in requests of earlier versions. */
  fields: string[] | null;
}

/** A field that an agency declines while it approves the rest of its part. */
export interface DeclinedField {
  readonly coordinate: string;
  readonly reason: string;
}

interface AccessRequestPartTable {
  request: string;
  agency: string;
  scopes: string[];
  /** Null: not decided yet. */
  decision: 'approved' | 'refused' | null;
  reason: string | null;
  decided_at: Date | null;
  declined: ColumnType<DeclinedField[], string | undefined, string>;
}
export type AccessRequestPartRow = Selectable<AccessRequestPartTable>;

export interface SafelistedOperationRow {
  client_id: string;
  hash: string;
  kind: OperationKind;
  name: string | null;
  text: string;
  approved_at: Date;
}
