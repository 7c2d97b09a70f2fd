import type { OwnedDatabase, ServiceRights } from '@civic-graph/subgraph-kit';

const added = ['INSERT'] as const;

/**
 * Rights of the service's role on each table besides reading. Unlisted tables are the owner's: migrations,
 * the civil registry, officials, developers and purposes.
 */
export const identityRights: ServiceRights = {
  agency: ['INSERT', 'UPDATE (name_zh, name_en, kind, homepage, phone)'],
  agency_manifest: added,
  citizen: [],
  citizen_fact: [],
  citizen_national_id: [],
  // People are added by the operator, or by a trigger once an invitation is approved.
  official: ['UPDATE (locked_at)'],
  purpose: [],
  developer: ['UPDATE (locked_at, verified_at, verified_by)'],
  app: ['INSERT', 'UPDATE'],
  consent: added,
  linked_identity: ['INSERT', 'UPDATE (linked_at, last_used_at, unlinked_at)'],
  upstream_sign_in: ['INSERT', 'UPDATE (ended_at)', 'DELETE'],
  upstream_attempt: ['INSERT', 'UPDATE', 'DELETE'],
  upstream_logout: ['INSERT', 'DELETE'],
  passkey: ['INSERT', 'UPDATE (counter, name, last_used_at, removed_at)'],
  passkey_challenge: ['INSERT', 'DELETE'],
  account_event: ['INSERT', 'DELETE'],
  account_invitation: [
    'INSERT',
    'UPDATE (wrong_codes, approved_at, approved_by, token_digest, expires_at, ended_at, ended_as)',
  ],
  bootstrap_run: [],
  // Its owner deletes nothing: a program that has ended stays on record.
  machine_client: ['INSERT', 'UPDATE (removed_at, removed_by_subject)'],
  oidc_payload: ['INSERT', 'UPDATE', 'DELETE'],
  user_code_attempt: ['INSERT', 'UPDATE', 'DELETE'],
  grant_circumstance: ['INSERT', 'UPDATE', 'DELETE'],
  signing_key: ['INSERT', 'DELETE'],
  revocation: ['INSERT', 'DELETE'],
  switch: ['INSERT', 'UPDATE (on_since, on_by)'],
  access_chain: ['INSERT', 'UPDATE (count, head)'],
  access_checkpoint: added,
  access_receipt: added,
  access_note: added,
  access_record: added,
  // Filled by a trigger of its owner.
  access_record_owner: [],
  // Only an answer is added, once.
  access_question: ['INSERT', 'UPDATE (answer, answered_at, answered_by)'],
  profile_reading: ['INSERT', 'UPDATE', 'DELETE'],
  profile_tally: ['INSERT', 'UPDATE'],
  profiling_alert: ['INSERT', 'UPDATE'],
  purpose_statement: ['INSERT', 'DELETE'],
  app_transition: added,
  app_change: ['INSERT', 'UPDATE', 'DELETE'],
  access_request: ['INSERT', 'UPDATE (submitted_at)', 'DELETE'],
  requested_operation: added,
  access_request_part: ['INSERT', 'UPDATE (decision, reason, decided_at, declined)'],
  safelisted_operation: ['INSERT', 'DELETE'],
  kysely_migration: [],
  kysely_migration_lock: [],
};

export const identityDatabase: OwnedDatabase = {
  agency: 'identity',
  migrations: new URL('../../migrations/', import.meta.url),
  rights: identityRights,
};
