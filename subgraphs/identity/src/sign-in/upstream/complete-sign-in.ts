import { acrOf } from '@civic-graph/tokens';
import { recordEvent } from '../../accounts/account-events.ts';
import { enrolledAssurance, findAccount, mayUse, personKindOf } from '../../issuer/account.ts';
import { isAtLeast } from '../../issuer/assurance.ts';
import { findPersons } from '../../linked-identities/find-person.ts';
import { type LinkOutcome, linkAccount } from '../../linked-identities/link-account.ts';
import { signInMark } from '../../linked-identities/sign-in-mark.ts';
import { recordSignIn } from '../../linked-identities/upstream-sign-ins.ts';
import type { AppRow } from '../../store/database.ts';
import type { Interaction } from '../interaction.ts';
import { type ProviderAnswer, readAnswer } from './answer.ts';
import { kindsOffered } from './offered-providers.ts';
import { SignInRefusal } from './refusal.ts';
import type { UpstreamProvider } from './upstream.ts';
import { vouchedLevel } from './vouched-level.ts';

/** A completed sign-in, for the issuer and for the log. */
export interface CompletedSignIn {
  readonly login: {
    readonly accountId: string;
    readonly acr: string;
    readonly amr: string[];
    /** Time of the sign-in at the provider, in seconds. */
    readonly ts: number;
    readonly remember: boolean;
  };
  readonly identity: string;
  readonly isNewLink: boolean;
}

/** Turns the provider's answer into a sign-in of an existing person. @throws SignInRefusal */
export async function completeSignIn(
  provider: UpstreamProvider,
  interaction: Interaction,
  { app, query }: { readonly app: AppRow; readonly query: URLSearchParams },
): Promise<CompletedSignIn> {
  const { upstream, uid, browser } = interaction;
  const { database, clock } = interaction.issuer.dependencies;
  const { settings } = provider;
  const taken = await upstream.attempts.take(query.get('state') ?? '', {
    interaction: uid,
    provider: settings.id,
  });
  if (taken === undefined) throw new SignInRefusal('sign_in_expired');
  const callback = new URL(provider.redirectUri);
  callback.search = query.toString();
  const connection = await provider.connect();
  const answer = await readAnswer(settings, connection, callback, { ...taken, now: clock() });

  const vouched = vouchedLevel(settings.assurance, answer);
  if (vouched === null) throw new SignInRefusal('assurance_not_vouched');
  const linked = await link(provider, interaction, app, answer);
  const account = await findAccount(database, linked.person.accountId);
  // An official and a developer may have the same id.
  if (account === undefined || personKindOf(account) !== linked.person.kind || !mayUse(account, app)) {
    throw new SignInRefusal('person_unknown');
  }
  if (interaction.isStepUp && account.id !== interaction.accountId) throw new SignInRefusal('another_person');
  // The provider proves who signs in; how well this person was identified, the registry knows.
  const level = isAtLeast(enrolledAssurance(account), vouched) ? vouched : enrolledAssurance(account);
  if (interaction.needed !== null && !isAtLeast(level, interaction.needed)) {
    throw new SignInRefusal('unmet_authentication_requirements');
  }
  const sessionDigest = answer.sid === undefined ? null : upstream.digests.session(settings.id, answer.sid);
  const signIn = await recordSignIn(database, { identity: linked.identity, sessionDigest }, clock());
  await recordEvent(
    database,
    linked.person,
    {
      kind: 'signed-in',
      details: { method: 'provider', name: settings.id, browser, client: app.client_id, signIn },
    },
    clock(),
  );
  const login = {
    accountId: account.id,
    acr: acrOf[level],
    amr: [signInMark(signIn)],
    ts: answer.authTime,
    remember: false,
  };
  return { login, identity: linked.identity, isNewLink: linked.isNew };
}

async function link(
  { settings }: UpstreamProvider,
  { upstream, issuer }: Interaction,
  app: AppRow,
  { sub, people }: ProviderAnswer,
): Promise<LinkOutcome & { kind: 'linked' }> {
  const { database, clock } = issuer.dependencies;
  const kinds = kindsOffered(settings, app);
  const hasClaim = kinds.some((kind) => people[kind] !== undefined);
  const outcome = await linkAccount(
    database,
    {
      provider: settings.id,
      subjectDigest: upstream.digests.subject(settings.id, sub),
      kinds,
      claimed: hasClaim ? await findPersons(database, people, kinds) : null,
    },
    clock(),
  );
  switch (outcome.kind) {
    case 'linked':
      return outcome;
    case 'unknown-person':
      throw new SignInRefusal('person_unknown');
    case 'conflict':
      throw new SignInRefusal('identity_conflict', `link ${outcome.identity}`);
    case 'unlinked':
      throw new SignInRefusal('identity_unlinked');
  }
}
