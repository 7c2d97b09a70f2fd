import { NoticesDocument } from '../civic/graphql.ts';
import { html } from '../html/html.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import { graphLanguage } from '../texts/language.ts';
import { type Answer, page } from '../visit/answer.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { byDueDate, isDue, noticeList } from './notice-list.ts';

const shown = 50;

/** What the citizen owes and owed. */
export async function noticesPage(visit: Visit): Promise<Answer> {
  const { texts, session, isSignedIn, language, url } = visit;
  const words = texts.notices;
  if (!isSignedIn) {
    const from = new URLSearchParams({ from: url.pathname });
    const body = html`<h1>${words.title}</h1><div class="card"><p>${words.signInFirst}</p>
<p><a class="button" href="${pathTo(visit, `/sign-in?${from}`)}">${texts.site.signIn}</a></p></div>`;
    return page(words.title, body, { section: 'notices' });
  }
  const { data, refusals } = await session.query(NoticesDocument, { language: graphLanguage[language] });
  const notices = data?.me?.notices?.nodes ?? [];
  const due = notices.filter(isDue).sort(byDueDate);
  const settled = notices.filter((notice) => !isDue(notice));
  const isKnown = data?.me?.notices != null;
  const body = html`<h1>${words.title}</h1>
${await refusalNotices(visit, refusals)}
${isKnown && due.length === 0 && html`<div class="card calm"><p>${words.none}</p></div>`}
${due.length > 0 && html`<section class="card flush" aria-label="${words.title}">${noticeList(visit, due)}</section>`}
${settled.length > 0 && html`<section class="card flush"><h2>${words.settled}</h2>${noticeList(visit, settled)}</section>`}
${notices.length === shown && html`<p class="soft">${words.more}</p>`}`;
  return page(words.title, body, { section: 'notices' });
}
