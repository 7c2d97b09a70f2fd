import { errors, interactionPolicy } from 'oidc-provider';
import type { IdentityDatabase } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { findAccount, mayUse } from './account.ts';
import { assuranceOf, isAtLeast, requestedAssurance } from './assurance.ts';

const { Check, base } = interactionPolicy;

/** The reason of a sign-in by which somebody who is signed in proves more surely that it is he. */
export const stepUp = 'assurance_not_met';

/**
 * The provider's rules for when to ask the person, and two of ours. A session of somebody who may not use
 * this client does not count: it would otherwise carry an official from the console into a partner's app. And
 * a session of a lower level than the request asks for is not enough: to the provider itself `acr_values` is
 * no more than a wish.
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
