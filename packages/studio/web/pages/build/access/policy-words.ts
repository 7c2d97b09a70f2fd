/** What a rule beside the scopes asks for: the key of its words. */
export type PolicyWord = 'owner' | 'consent' | 'high' | 'other';

/** @param policy as written in the schemas, such as `consent:identity:basic` */
export function policyWord(policy: string): PolicyWord {
  if (policy === 'owner') return 'owner';
  if (policy === 'assurance:high') return 'high';
  return policy.startsWith('consent:') ? 'consent' : 'other';
}
