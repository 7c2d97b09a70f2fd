import { type Html, html } from '../../sign-in/html.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { clockTime, day } from '../format.ts';
import { moneyText } from './money-text.ts';
import type { OwnPayment, OwnPayments, OwnReceipt } from './operation.ts';
import { providerName, stateName } from './payment-words.ts';
import { type ReceiptVerdict, verifyReceipt } from './verify-receipt.ts';

/** The citizen's payments at all agencies with their receipts, newest first. */
export async function paymentsPage(visit: Visit, after: string | null): Promise<MyDataPage> {
  const { say, desk, citizen } = visit;
  const found = await desk.askOwnPayments(citizen, after);
  if (found === null) return unavailable(visit);
  const { nodes, pageInfo } = found.me.payments;
  const cards = await Promise.all(nodes.map((payment) => paymentCard(payment, found, visit)));
  return {
    ...frame(visit),
    body: html`<p class="lead">${say(
      '您通过各应用向各部门缴纳的款项，以及每张票据的核验结果。本页依您的查阅权读取数据，无需授权；每次读取均记入查阅记录。',
      'Your payments to all agencies, made with any app, and whether each receipt is genuine. This page uses your right of access, so it needs no consent; each visit is recorded in the access log.',
    )}</p>
${nodes.length === 0 ? html`<p class="empty">${say('没有缴费记录。', 'There are no payments.')}</p>` : cards}
${older(pageInfo, visit)}`,
  };
}

function frame({ say }: Visit) {
  return { kind: 'page', section: 'payments', title: say('缴费与票据', 'Payments and receipts') } as const;
}

function unavailable(visit: Visit): MyDataPage {
  const { say, home } = visit;
  return {
    ...frame(visit),
    status: 503,
    body: html`<p class="note">${say(
      '暂时无法读取缴费记录，请稍后',
      'Your payments cannot be read at the moment. Wait a moment, then ',
    )}<a href="${home}/payments">${say('重试', 'try again')}</a>${say('。', '.')}</p>`,
  };
}

async function paymentCard(payment: OwnPayment, { receiptKeys }: OwnPayments, visit: Visit): Promise<Html> {
  const { say, language } = visit;
  const receipts = await Promise.all(
    payment.receipts.map(async (receipt) =>
      receiptPart(receipt, await verifyReceipt(receipt, receiptKeys), visit),
    ),
  );
  const parts = await Promise.all(payment.parts.map((part) => partLine(part, visit)));
  return html`<article class="payment" id="payment-${payment.id}">
<h2>${moneyText(payment.amount, language)} <span class="class">${stateName(payment.state, say)}</span></h2>
<p class="quiet">${day(payment.createdAt, language)} ${clockTime(payment.createdAt, language)} · ${providerName(payment.provider, say)}</p>
<ul class="parts">${parts}</ul>
${receipts}
</article>`;
}

async function partLine(
  { amount, refunded, notice }: OwnPayment['parts'][number],
  visit: Visit,
): Promise<Html> {
  const { say, language } = visit;
  const items = notice?.items.map(({ revenueCode }) => revenueCode.name).join(say('、', ', ')) ?? '';
  const refund =
    Number(refunded.amountMinor) === 0
      ? null
      : html`${say('，退款 ', ', refunded ')}${moneyText(refunded, language)}`;
  return html`<li>${await agencyName(notice?.agency?.id, visit)}${say('：', ': ')}<span lang="en">${items}</span> ${moneyText(amount, language)}${refund}<br><span class="quiet">${say('缴费通知编号', 'Notice')} <code>${notice?.code ?? ''}</code></span></li>`;
}

async function receiptPart(
  { number, issuedAt, agency, amount }: OwnReceipt,
  verdict: ReceiptVerdict,
  visit: Visit,
): Promise<Html> {
  const { say, language } = visit;
  return html`<section class="receipt"><h3>${say('电子票据', 'Receipt')} <code>${number}</code></h3>
<p>${await agencyName(agency?.id, visit)} · ${moneyText(amount, language)} · ${day(issuedAt, language)}</p>
<p class="${verdict === 'not-genuine' ? 'problem' : 'done'}">${verdictText(verdict, visit)}</p></section>`;
}

function verdictText(verdict: ReceiptVerdict, { say }: Visit): string {
  switch (verdict) {
    case 'genuine':
      return say(
        '核验通过：由财政部门和收款部门共同签名，内容与本页一致。',
        'Genuine: signed by the treasury and by the paid agency, and its content matches this page.',
      );
    case 'old':
      return say(
        '核验通过：由财政部门签名（较早的票据没有收款部门的签名），内容与本页一致。',
        'Genuine: signed by the treasury, as older receipts were, and its content matches this page.',
      );
    case 'not-genuine':
      return say(
        '核验不通过：签名不符，或签名的内容与本页不一致。请联系收款部门。',
        'Not genuine: a signature is wrong, or the signed content does not match this page. Ask the paid agency.',
      );
  }
}

async function agencyName(id: string | undefined, { loaders, say }: Visit): Promise<string> {
  if (id === undefined) return say('某部门', 'an agency');
  const agency = await loaders.agencies.load(id);
  return agency === null ? id : say(agency.name_zh, agency.name_en);
}

function older({ hasNextPage, endCursor }: OwnPayments['me']['payments']['pageInfo'], { say, home }: Visit) {
  if (!hasNextPage || endCursor === null) return null;
  const query = new URLSearchParams({ after: endCursor });
  return html`<p><a class="button" href="${home}/payments?${query.toString()}">${say('更早的缴费', 'Older payments')}</a></p>`;
}
