import type { JSONWebKeySet } from 'jose';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { ActorKind, AppEvent, AppState } from './life-cycle.ts';

/** How an app proves who it is (OpenID Connect Core, section 9). */
export type ClientAuthMethod = 'client_secret_basic' | 'private_key_jwt';

/** What the life cycle adds to the table `app`; `migrations/0010` says which go together. */
export interface AppColumns {
  state: Generated<AppState>;
  /** The account that registered the app; null for apps that the city itself has set up. */
  developer: Generated<string | null>;
  contact: Generated<string | null>;
  auth_method: Generated<ClientAuthMethod>;
  secret_sha256: Generated<string | null>;
  jwks: ColumnType<JSONWebKeySet | null, string | null | undefined, string | null>;
  jwks_uri: Generated<string | null>;
}

export interface PartnerTables {
  developer: DeveloperRow;
  purpose_statement: PurposeStatementRow;
  app_transition: AppTransitionTable;
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
  /** `register` is the first; the others are those of the life cycle. */
  event: AppEvent | 'register';
  from_state: AppState | null;
  to_state: AppState;
  at: Date;
  actor: ActorKind;
  actor_subject: string | null;
  agency: string | null;
  reason: string | null;
}
export type AppTransitionRow = Selectable<AppTransitionTable>;
