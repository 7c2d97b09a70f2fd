import { type AccountSession, sessionName } from '../accounts/sessions.ts';
import type { AccountEventRow } from '../accounts/tables.ts';
import { clockTime, day } from '../my-data/format.ts';
import { type Html, html } from '../sign-in/html.ts';
import { methodInWords } from './event-list.ts';
import { form } from './form.ts';
import type { SecurityView } from './security-view.ts';

/** Browsers in which the person is signed in. */
export function sessionSection(
  sessions: readonly AccountSession[],
  events: readonly AccountEventRow[],
  view: SecurityView,
): Html {
  const { say, home } = view;
  return html`<section aria-labelledby="sessions"><h2 id="sessions">${say('当前登录', 'Where you are signed in')}</h2>
${sessions.map((session) => card(session, events, view))}
${form(
  view,
  `${home}/sign-out-everywhere`,
  html`<p>${say(
    '在所有设备和应用上退出，包括此处。之后使用应用须重新登录。',
    'Sign out on every device and in every app, including here. Apps then have to ask you to sign in again.',
  )}</p>
<div class="buttons"><button class="danger">${say('全部退出', 'Sign out everywhere')}</button></div>`,
)}
</section>`;
}

function card(session: AccountSession, events: readonly AccountEventRow[], view: SecurityView): Html {
  const { say, language, home } = view;
  const event = events.find(({ details }) => session.signIn !== null && details.signIn === session.signIn);
  const isHere = session.id === sessionName(view.session);
  const action = `${home}/sessions/${session.id}/end`;
  return html`<article class="read"><h3>${event?.details.browser || say('浏览器', 'A browser')}${isHere ? say('（此处）', ' (here)') : null}</h3>
<p class="meta">${day(session.signedInAt, language)} ${clockTime(session.signedInAt, language)}${event === undefined ? null : html` · ${methodInWords(event, view)}`}</p>
${
  isHere ? null : form(view, action, html`<button>${say('结束此登录', 'End this session')}</button>`)
}</article>`;
}

/** Notifies of sign-ins since the person last looked. */
export function reviewNote(signIns: readonly AccountEventRow[], view: SecurityView): Html | null {
  const { say, language, home } = view;
  if (signIns.length === 0) return null;
  return html`<section class="note" aria-labelledby="new-sign-ins"><h2 id="new-sign-ins">${say('新的登录，是您本人吗？', 'New sign-ins: were they all you?')}</h2>
<ul>${signIns.map(
    (event) =>
      html`<li>${day(event.happened_at, language)} ${clockTime(event.happened_at, language)} · ${event.details.browser || say('未知浏览器', 'unknown browser')} · ${methodInWords(event, view)}</li>`,
  )}</ul>
<p>${say(
    '如非您本人，请在下方全部退出，并移除您不认识的通行密钥。',
    'If one was not you, sign out everywhere below, and remove passkeys that you do not recognise.',
  )}</p>
${form(view, `${home}/reviewed`, html`<button>${say('都是我本人', 'Yes, all of them were me')}</button>`)}</section>`;
}
