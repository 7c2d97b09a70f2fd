import { findPersons } from '../../linked-identities/find-person.ts';
import { type LinkOutcome, linkAccount } from '../../linked-identities/link-account.ts';
import type { AppRow } from '../../store/database.ts';
import { concludeSignIn, type Login } from '../conclude-sign-in.ts';
import type { Interaction } from '../interaction.ts';
import { type ProviderAnswer, readAnswer } from './answer.ts';
import { kindsOffered } from './offered-providers.ts';
import { SignInRefusal } from './refusal.ts';
import type { UpstreamProvider } from './upstream.ts';
import { vouchedLevel } from './vouched-level.ts';

/** A completed sign-in, for the issuer and for the log. */
export interface CompletedSignIn {
  readonly login: Login;
  readonly identity: string;
  readonly isNewLink: boolean;
}

/** Turns the provider's answer into a sign-in of an existing person. @throws SignInRefusal */
export async function completeSignIn(
  provider: UpstreamProvider,
  interaction: Interaction,
  { app, query }: { readonly app: AppRow; readonly query: URLSearchParams },
): Promise<CompletedSignIn> {
  const { upstream, uid } = interaction;
  const { clock } = interaction.issuer.dependencies;
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
  const sessionDigest = answer.sid === undefined ? null : upstream.digests.session(settings.id, answer.sid);
  const outcome = await concludeSignIn(interaction, app, {
    ...{ person: linked.person, level: vouched, ts: answer.authTime },
    method: { identity: linked.identity, sessionDigest },
    details: { method: 'provider', name: settings.id },
  });
  if (outcome.kind === 'refused') {
    throw new SignInRefusal(outcome.code === 'not_here' ? 'person_unknown' : outcome.code);
  }
  return { login: outcome.login, identity: linked.identity, isNewLink: linked.isNew };
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
