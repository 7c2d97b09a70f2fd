import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { IdentityDatabase } from '../store/database.ts';
import { markedSignIn } from './sign-in-mark.ts';
import { isSessionCurrent } from './upstream-sign-ins.ts';

/** Hides sessions whose upstream sign-in has ended, so that no reader of a session can forget to check. */
export function currentSessions(sessions: Adapter, database: IdentityDatabase, clock: () => Date): Adapter {
  async function ifCurrent(find: ReturnType<Adapter['find']>): Promise<AdapterPayload | undefined> {
    const payload = (await find) ?? undefined;
    const signIn = markedSignIn(payload?.amr);
    return signIn === null || (await isSessionCurrent(database, signIn, clock())) ? payload : undefined;
  }
  return {
    ...sessions,
    find: (id) => ifCurrent(sessions.find(id)),
    findByUid: (uid) => ifCurrent(sessions.findByUid(uid)),
  };
}
