import type { NoticeSummaryFragment } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import type { Messages } from '../texts/messages.ts';
import { pathTo, type Visit } from '../visit/visit.ts';

/** Whether something of a notice is still to pay. */
export function isDue({ status }: NoticeSummaryFragment): boolean {
  return status === 'ISSUED' || status === 'PARTLY_PAID';
}

/** Orders notices by their due dates. */
export function byDueDate(one: NoticeSummaryFragment, other: NoticeSummaryFragment): number {
  return (one.dueDate ?? '').localeCompare(other.dueDate ?? '');
}

export function noticeList(visit: Visit, notices: readonly NoticeSummaryFragment[]): Html {
  return html`<ul class="list">${notices.map((notice) => noticeRow(visit, notice))}</ul>`;
}

function noticeRow(visit: Visit, notice: NoticeSummaryFragment): Html {
  const { format } = visit;
  const amount = isDue(notice) ? (notice.due ?? notice.amount) : notice.amount;
  return html`<li><a class="line" href="${pathTo(visit, `/notices/${encodeURIComponent(notice.code)}`)}">
<span class="what"><strong lang="en">${titleOf(notice)}</strong> <span class="soft">${notice.agency?.name}</span></span>
<span class="amount">${format.money(amount)} <span class="${isDue(notice) ? 'due' : 'soft'}">${stateOf(visit, notice)}</span></span>
</a></li>`;
}

/** The charges, which the revenue catalogue names in one language. */
export function titleOf({ items }: Pick<NoticeSummaryFragment, 'items'>): string {
  return [...new Set(items.map(({ revenueCode }) => revenueCode.name))].join(', ');
}

export function stateOf(visit: Visit, notice: NoticeSummaryFragment): string {
  const { texts, format } = visit;
  const words = texts.notices;
  if (!isDue(notice)) return settledWord(notice, words);
  if (notice.disputed) return words.disputed;
  if (notice.dueDate === null || notice.dueDate === undefined) return '';
  const day = format.day(notice.dueDate);
  return notice.dueDate < today(visit) ? words.overdue(day) : words.dueBy(day);
}

function settledWord({ status }: NoticeSummaryFragment, words: Messages['notices']): string {
  if (status === 'PAID') return words.paid;
  if (status === 'WITHDRAWN') return words.withdrawn;
  return status === 'WRITTEN_OFF' ? words.writtenOff : '';
}

/** The civil date in the city, YYYY-MM-DD. */
export function today({ desk: { now, config } }: Visit): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: config.timeZone }).format(now());
}
