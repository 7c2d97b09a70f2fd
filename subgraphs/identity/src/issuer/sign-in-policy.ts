import { interactionPolicy } from 'oidc-provider';
import type { IdentityDatabase } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { findAccount, mayUse } from './account.ts';

const { Check, base } = interactionPolicy;

/**
 * The provider's rules for when to ask the person, and one of ours: a session of somebody who may not use this
 * client does not count. It would otherwise carry an official from the console into a partner's app.
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
  return policy;
}
