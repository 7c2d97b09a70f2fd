import { eventsOf, recordEvent } from '../accounts/account-events.ts';
import { endSession, sessionsOf, signOutEverywhere } from '../accounts/sessions.ts';
import type { EndedAtApp } from '../linked-identities/end-sign-ins.ts';
import { identitiesOf, relinkIdentity, unlinkIdentity } from '../linked-identities/own-identities.ts';
import type { Answer } from '../my-data/answer.ts';
import { addPasskey } from '../passkeys/add-passkey.ts';
import { endSignInsOf, findOwnPasskey, renamePasskey } from '../passkeys/own-passkeys.ts';
import { nameOf } from '../passkeys/pages/passkey-name.ts';
import { PasskeyRefusal } from '../passkeys/passkey-refusal.ts';
import { verifyRegistration } from '../passkeys/verify-registration.ts';
import { endUnlessLast } from './end-unless-last.ts';
import { boundToSession, passkeyPage } from './passkey-section.ts';
import { securityPage } from './security-page.ts';
import { isFresh, type SecurityView } from './security-view.ts';

/** The part of a request that a handler reads. */
export interface SecurityRequest {
  readonly id: string;
  readonly query: unknown;
  /** Fields of a submitted form, whose token is already checked. */
  readonly form: URLSearchParams;
}

/** `null`: there is no such page for this person. */
export type SecurityHandler = (view: SecurityView, request: SecurityRequest) => Promise<Answer | null>;

/** Pages by path below these pages. */
export const securityPages: Readonly<Record<string, SecurityHandler>> = {
  '': (view, { query }) => securityPage(view, query),
  '/passkeys/:id': async (view, { id }) => {
    const key = await findOwnPasskey(view.passkeys.database, { person: view.person, id });
    return key === undefined ? null : passkeyPage(key, view);
  },
};

/** Forms by path below these pages; each needs the token of its path. */
export const securityForms: Readonly<Record<string, SecurityHandler>> = {
  '/passkeys': async (view, { form }) => {
    const { passkeys, person, assurance: level } = view;
    if (!isFresh(view)) return done(view, 'stale');
    const name = nameOf(form, view.say('通行密钥', 'Passkey'));
    try {
      const passkey = await verifyRegistration(passkeys, {
        ...{ person, name, level },
        response: form.get('response') ?? '',
        boundTo: boundToSession(view),
      });
      await addPasskey(passkeys.database, person, passkey);
    } catch (error) {
      if (!(error instanceof PasskeyRefusal)) throw error;
      return securityPage(view, null, error.code);
    }
    await recordEvent(passkeys.database, person, { kind: 'passkey-added', details: { name } }, view.now);
    return done(view, 'added');
  },

  '/passkeys/:id': async (view, { id, form }) => {
    const { person, passkeys, now } = view;
    const name = nameOf(form, view.say('通行密钥', 'Passkey'));
    if (!(await renamePasskey(passkeys.database, { person, id, name }))) return null;
    await recordEvent(passkeys.database, person, { kind: 'passkey-renamed', details: { name } }, now);
    return done(view, 'renamed');
  },

  '/passkeys/:id/remove': async (view, { id }) => {
    const { person, passkeys, now } = view;
    const { database } = passkeys;
    const key = await findOwnPasskey(database, { person, id });
    if (key === undefined) return null;
    if (!isFresh(view)) return done(view, 'stale');
    if (!(await endUnlessLast(view, 'passkey', id))) return done(view, 'last');
    const ended = await endSignInsOf(database, id, now);
    await recordEvent(database, person, { kind: 'passkey-removed', details: { name: key.name } }, now);
    notify(view, ended);
    return done(view, 'removed');
  },

  '/identities/:id/unlink': async (view, { id }) => {
    const { person, passkeys, now } = view;
    const { database } = passkeys;
    if (!(await identitiesOf(database, person)).some((identity) => identity.id === id)) return null;
    if (!(await endUnlessLast(view, 'linked_identity', id))) return done(view, 'last');
    const outcome = await unlinkIdentity(database, { person, id }, now);
    if (outcome === undefined) return null;
    const details = { name: outcome.identity.provider };
    await recordEvent(database, person, { kind: 'identity-unlinked', details }, now);
    notify(view, outcome.ended);
    return done(view, 'unlinked');
  },

  '/identities/:id/relink': async (view, { id }) => {
    if (!isFresh(view)) return done(view, 'stale');
    const identity = await relinkIdentity(view.passkeys.database, { person: view.person, id }, view.now);
    return identity === undefined ? null : done(view, 'relinked');
  },

  '/sessions/:id/end': async (view, { id }) => {
    const { person, passkeys, now } = view;
    const session = (await sessionsOf(passkeys.database, person, now)).find((each) => each.id === id);
    if (session === undefined) return done(view, 'ended');
    const ended = await endSession(passkeys.database, person, session, now);
    await recordEvent(passkeys.database, person, { kind: 'session-ended' }, now);
    notify(view, ended);
    return done(view, 'ended');
  },

  '/sign-out-everywhere': async (view) => {
    const { person, passkeys, now } = view;
    const ended = await signOutEverywhere(passkeys.database, person, now);
    await recordEvent(passkeys.database, person, { kind: 'signed-out-everywhere' }, now);
    notify(view, ended);
    return { kind: 'redirect', to: '' };
  },

  '/reviewed': async (view) => {
    const { person, passkeys, now } = view;
    const [latest] = await eventsOf(passkeys.database, person);
    if (latest?.kind !== 'sign-ins-reviewed') {
      await recordEvent(passkeys.database, person, { kind: 'sign-ins-reviewed' }, now);
    }
    return done(view, 'reviewed');
  },
};

/** The person does not wait for the apps. */
function notify({ notifyApp }: SecurityView, ended: readonly EndedAtApp[]): void {
  for (const each of ended) void notifyApp(each);
}

function done({ base }: SecurityView, outcome: string): Answer {
  return { kind: 'redirect', to: `${base}?done=${outcome}` };
}
