import type { ConsentNeeded, SignInOutcome, StepUpNeeded } from '@civic-graph/client';
import { html } from '../html/html.ts';
import { type Answer, page, redirect } from '../visit/answer.ts';
import { ownPath, rememberedRefusal, rememberReturn, takeReturn } from '../visit/remembered.ts';
import { endedSession, newSession } from '../visit/session-cookie.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { messagePage } from './message-page.ts';

const backTo = (visit: Visit) => ownPath(visit.url.searchParams.get('from')) ?? pathTo(visit, '');

/** Sends the citizen to the issuer. A page links here, because its forms must stay at the portal. */
export async function signIn(visit: Visit): Promise<Answer> {
  const { desk } = visit;
  const { id, cookie } = newSession(desk);
  await rememberReturn(desk, id, backTo(visit));
  return redirect(await desk.civic.session(id).signIn(), [cookie]);
}

/** Sends the citizen to the issuer for the consent or the level that a page lacks. */
export async function allow(visit: Visit): Promise<Answer> {
  const { desk, session, sessionId, url } = visit;
  const from = backTo(visit);
  if (sessionId === null) return signIn(visit);
  const refusal = await rememberedRefusal(desk, sessionId, from, url.searchParams.get('kind') ?? '');
  if (refusal === null) return redirect(from);
  await rememberReturn(desk, sessionId, from);
  return redirect(await session.signIn(withRelated(refusal)));
}

const ofPayments = ['payments:notices', 'payments:receipts', 'payments:pay'];

/** Seeing and paying a notice and keeping its receipt are one service, so citizens are asked only once. */
function withRelated(refusal: ConsentNeeded | StepUpNeeded): ConsentNeeded | StepUpNeeded {
  if (refusal.kind !== 'consent-needed' || !refusal.scopes.some((scope) => ofPayments.includes(scope)))
    return refusal;
  return { ...refusal, scopes: [...new Set([...refusal.scopes, ...ofPayments])] };
}

/** Completes a sign-in at the registered redirect URI. */
export async function callback(visit: Visit): Promise<Answer> {
  const { desk, session, sessionId, url } = visit;
  if (sessionId === null) return outcomePage(visit, { kind: 'stale' }, pathTo(visit, ''));
  const outcome = await session.completeSignIn(url);
  if (outcome.kind === 'stale') return outcomePage(visit, outcome, pathTo(visit, ''));
  const back = (await takeReturn(desk, sessionId)) ?? pathTo(visit, '');
  return outcome.kind === 'signed-in' ? redirect(back) : outcomePage(visit, outcome, back);
}

function outcomePage(
  visit: Visit,
  outcome: Exclude<SignInOutcome, { kind: 'signed-in' }>,
  back: string,
): Answer {
  const { problems, site } = visit.texts;
  if (outcome.kind === 'stale') {
    const next = { to: pathTo(visit, '/sign-in'), name: site.signIn };
    return messagePage(visit, { title: problems.staleTitle, text: problems.staleText, status: 400, next });
  }
  const isLevel = outcome.error === 'unmet_authentication_requirements';
  return messagePage(visit, {
    title: isLevel ? problems.levelTitle : problems.declinedTitle,
    text: isLevel ? problems.levelText : problems.declinedText,
    status: 200,
    next: { to: visit.isSignedIn ? back : pathTo(visit, ''), name: site.back },
  });
}

/** Revokes the tokens. The citizen may stay signed in at the issuer, which other apps use too. */
export async function signOut(visit: Visit): Promise<Answer> {
  const { desk, session } = visit;
  // The tokens are forgotten here even if the issuer does not answer.
  await session.signOut().catch(desk.report);
  return redirect(pathTo(visit, '/signed-out'), [endedSession(desk)]);
}

export function signedOut(visit: Visit): Answer {
  const { problems } = visit.texts;
  const end = new URL('/session/end', visit.desk.config.issuer).href;
  const body = html`<div class="card message"><h1>${problems.signedOutTitle}</h1><p>${problems.signedOutText}</p>
<p class="row"><a class="button" href="${pathTo(visit, '')}">${problems.toHome}</a> <a href="${end}">${problems.signedOutIssuer}</a></p></div>`;
  return page(problems.signedOutTitle, body);
}
