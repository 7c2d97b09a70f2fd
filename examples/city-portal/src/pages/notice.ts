import { NoticeDocument, type NoticeQuery } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import { icon } from '../html/icons.ts';
import { tokenField } from '../html/layout.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import { graphLanguage } from '../texts/language.ts';
import { type Answer, page } from '../visit/answer.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { messagePage } from './message-page.ts';
import { isDue, stateOf, titleOf } from './notice-list.ts';

type Notice = NonNullable<NoticeQuery['notice']>;

/** One notice: what it is for, and a form to pay it. */
export async function noticePage(visit: Visit): Promise<Answer> {
  const { texts, session, params, language } = visit;
  const { code = '' } = params;
  const { data, refusals } = await session.query(NoticeDocument, { code, language: graphLanguage[language] });
  const notice = data?.notice;
  const back = { to: pathTo(visit, '/notices'), name: texts.notices.title };
  if (notice == null && refusals.length === 0)
    return messagePage(visit, {
      ...{ title: texts.problems.notFoundTitle, text: texts.notice.unknown, status: 404 },
      next: back,
    });
  const title = notice == null ? texts.notices.title : titleOf(notice);
  const body = html`<p class="back"><a href="${back.to}">${icon('back')}${back.name}</a></p>
<h1 lang="en">${title}</h1>
${notice != null && noticeCard(visit, notice)}
${await refusalNotices(visit, refusals)}`;
  return page(title, body, { section: 'notices' });
}

function noticeCard(visit: Visit, notice: Notice): Html {
  const { texts, format } = visit;
  const words = texts.notice;
  const due = isDue(notice) ? notice.due : null;
  return html`<article class="card">
<p class="sum ${due == null ? '' : 'due'}">${format.money(due ?? notice.amount)}</p>
<p class="state">${stateOf(visit, notice)}</p>
${due != null && payForm(visit, notice, format.money(due))}
<dl class="facts">
<div><dt>${words.from}</dt><dd>${notice.agency?.name}</dd></div>
${fact(words.issued, notice.issuedAt == null ? null : format.instant(notice.issuedAt))}
${fact(words.dueDate, notice.dueDate == null ? null : format.day(notice.dueDate))}
<div><dt>${words.code}</dt><dd class="code">${notice.code}</dd></div>
${lateFee(visit, notice)}
${isMoney(notice.paid) && fact(words.paidSoFar, format.money(notice.paid))}
</dl>
<h2>${words.charges}</h2>
<ul class="charges">${notice.items.map(
    (
      item,
    ) => html`<li><span lang="en">${item.revenueCode.name}<span class="soft">${item.legalBasis}</span></span>
<span class="amount">${format.money(item.amount)}</span></li>`,
  )}</ul>
${offence(visit, notice)}
${payments(visit, notice)}
</article>`;
}

function payForm(visit: Visit, notice: Notice, amount: string): Html {
  const { texts, desk } = visit;
  const key = Buffer.from(desk.random(16)).toString('base64url');
  const { providers } = desk.config;
  const choices = providers.map(
    (provider, index) => html`<label class="choice"><input type="radio" name="provider" value="${provider}"
${index === 0 && html`checked`}> ${texts.payment.providers[provider]}</label>`,
  );
  return html`<form method="post" action="${pathTo(visit, `/notices/${encodeURIComponent(notice.code)}/pay`)}" class="pay">
${tokenField(visit)}<input type="hidden" name="key" value="${key}">
${
  providers.length === 1
    ? html`<input type="hidden" name="provider" value="${providers[0]}"><p class="soft">${texts.payment.providers[providers[0] ?? 'TEST']}</p>`
    : html`<fieldset><legend>${texts.notice.payWith}</legend>${choices}</fieldset>`
}
<button class="button">${texts.notice.pay(amount)}</button>
</form>`;
}

function lateFee({ texts: { notice: words }, format }: Visit, { lateFee, lateFeeRule }: Notice) {
  if (!isMoney(lateFee)) return null;
  const rule =
    lateFeeRule == null
      ? null
      : words.lateFeeRule(String(lateFeeRule.dailyBasisPoints / 100), lateFeeRule.capPercent);
  return html`<div><dt>${words.lateFee}</dt><dd>${format.money(lateFee)}<span class="soft">${rule}</span></dd></div>`;
}

function offence({ texts: { notice: words }, format }: Visit, { fineParticulars: fine }: Notice) {
  if (fine == null) return null;
  return html`<h2>${words.offence}</h2><dl class="facts">
<div><dt>${words.what}</dt><dd lang="en">${fine.offence}</dd></div>
<div><dt>${words.where}</dt><dd lang="en">${fine.place}</dd></div>
<div><dt>${words.when}</dt><dd>${format.instant(fine.occurredAt)}</dd></div></dl>`;
}

function payments(visit: Visit, notice: Notice) {
  const { texts, format } = visit;
  const nodes = notice.payments?.nodes ?? [];
  if (nodes.length === 0) return null;
  return html`<h2>${texts.notice.payments}</h2><ul class="charges">${nodes.map(
    ({
      id,
      state,
      createdAt,
    }) => html`<li><a href="${pathTo(visit, `/payments/${encodeURIComponent(id)}`)}">${format.instant(createdAt)}</a>
<span>${texts.payment.states[state]}</span></li>`,
  )}</ul>`;
}

function fact(name: string, value: string | null) {
  return value === null ? null : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function isMoney<M extends { readonly amountMinor: string }>(money: M | null | undefined): money is M {
  return money != null && money.amountMinor !== '0';
}
