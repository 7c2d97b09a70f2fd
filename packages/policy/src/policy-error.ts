/** A schema whose policy cannot be understood, and so must not be served. */
export class PolicyError extends Error {
  readonly code = 'POLICY_INVALID';
  override readonly name = 'PolicyError';
}
