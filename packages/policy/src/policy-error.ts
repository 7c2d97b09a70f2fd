/** A schema with an invalid policy, which must not be served. */
export class PolicyError extends Error {
  readonly code = 'POLICY_INVALID';
  override readonly name = 'PolicyError';
}
