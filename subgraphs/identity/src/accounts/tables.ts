import type { ColumnType, Generated, Selectable } from 'kysely';

/** `migrations/0028`. */
export interface AccountTables {
  account_event: AccountEventTable;
  account_invitation: InvitationTable;
  bootstrap_run: {
    id: string;
    run_at: Date;
    file_sha256: string;
    changes: ColumnType<unknown, string, never>;
  };
}

/** What happened to the sign-in of a person. */
export const accountEventKinds = [
  ...(['signed-in', 'signed-out-everywhere', 'session-ended', 'sign-ins-reviewed'] as const),
  ...(['passkey-added', 'passkey-renamed', 'passkey-removed', 'passkey-copied'] as const),
  ...(['identity-unlinked', 'link-issued', 'link-used', 'account-locked'] as const),
  ...(['account-changed', 'organisation-verified'] as const),
];
export type AccountEventKind = (typeof accountEventKinds)[number];

/** Facts of an event; what they mean depends on its kind. */
export interface EventDetails {
  /** How the person signed in. */
  readonly method?: 'passkey' | 'provider' | 'test-login';
  /** Name of the passkey, or id of the provider. */
  readonly name?: string;
  /** The browser, in words. */
  readonly browser?: string;
  /** The client at which the person signed in. */
  readonly client?: string;
  /** Identifier of the session's sign-in. */
  readonly signIn?: string;
  readonly reason?: string;
}

/** Exactly one of the three persons is set. */
interface AccountEventTable {
  /** In the order of their recording. */
  number: Generated<string>;
  citizen_key: string | null;
  official: string | null;
  developer: string | null;
  kind: AccountEventKind;
  happened_at: Date;
  /** Pairwise subject of somebody else who did it, or `operator`; null for the person. */
  done_by: string | null;
  details: ColumnType<EventDetails, string, never>;
  expires_at: Date | null;
}
export type AccountEventRow = Selectable<AccountEventTable>;

/** A person whom an invitation adds when it is approved. */
export interface InvitedPerson {
  readonly name_zh: string;
  readonly name_en: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** E-mail address of a developer who signs up. */
  readonly contact?: string;
}

interface InvitationTable {
  id: string;
  kind: 'official' | 'developer';
  account: string;
  purpose: 'first' | 'recovery';
  person: ColumnType<InvitedPerson | null, string | null, never>;
  /** Null for admins and developers. */
  agency: string | null;
  requested_at: Date;
  /** Pairwise subject, `operator`, or `self` for a developer who signs up. */
  requested_by: string;
  code_digest: string | null;
  wrong_codes: Generated<number>;
  approved_at: Date | null;
  approved_by: string | null;
  token_digest: string | null;
  expires_at: Date;
  ended_at: Date | null;
  ended_as: 'used' | 'withdrawn' | 'wrong-codes' | null;
}
export type InvitationRow = Selectable<InvitationTable>;
