/** `migrations/0025`. */
export interface LinkedIdentityTables {
  linked_identity: LinkedIdentityRow;
  upstream_sign_in: UpstreamSignInRow;
  upstream_attempt: UpstreamAttemptRow;
  upstream_logout: { provider: string; jti_digest: string; expires_at: Date };
}

/** Exactly one of the three persons is set. */
export interface LinkedIdentityRow {
  id: string;
  provider: string;
  subject_digest: string;
  citizen_key: string | null;
  official: string | null;
  developer: string | null;
  linked_at: Date;
  last_used_at: Date;
  /** Set: the identity cannot sign in. */
  unlinked_at: Date | null;
}

/** A sign-in through a linked identity or with a passkey: exactly one of the two is set. */
export interface UpstreamSignInRow {
  id: string;
  linked_identity: string | null;
  passkey: string | null;
  session_digest: string | null;
  signed_in_at: Date;
  ended_at: Date | null;
  expires_at: Date;
}

export interface UpstreamAttemptRow {
  interaction: string;
  state_digest: string;
  provider: string;
  max_age: number;
  started_at: Date;
  expires_at: Date;
}
