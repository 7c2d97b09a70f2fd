import { errors, interactionPolicy } from 'oidc-provider';
import type { IdentityDatabase } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { findAccount, mayUse } from './account.ts';
import { assuranceOf, isAtLeast, requestedAssurance } from './assurance.ts';

const { Check, base } = interactionPolicy;

/** Prompt reason for a step-up of the same person. */
export const stepUp = 'assurance_not_met';

/**
 * The provider's prompts and two more: sign in again if the session's account may not use this client, or if
 * its level is too low, because the provider treats `acr_values` as optional.
 */
export function signInPolicy(database: IdentityDatabase) {
  const policy = base();
  policy.get('login')?.checks.add(
    new Check('account_not_for_client', 'another account is needed', 'login_required', async (ctx) => {
      const { session, client } = ctx.oidc;
      if (session?.accountId === undefined || client === undefined) return Check.NO_NEED_TO_PROMPT;
      const [account, app] = await Promise.all([
        findAccount(database, session.accountId),
        findApp(database, client.clientId),
      ]);
      const fits = account !== undefined && app !== undefined && mayUse(account, app);
      return fits ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
    }),
  );
  policy.get('login')?.checks.add(
    new Check(stepUp, 'a higher level of assurance is needed', 'login_required', ({ oidc }) => {
      const needed = requestedAssurance(oidc.params?.acr_values);
      if (needed === null) return Check.NO_NEED_TO_PROMPT;
      if (needed === 'unknown') throw new errors.UnmetAuthenticationRequirements('no such acr is known here');
      const level = oidc.session?.accountId === undefined ? undefined : assuranceOf(oidc.session.acr);
      return level !== undefined && isAtLeast(level, needed) ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}
