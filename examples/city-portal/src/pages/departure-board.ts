import { DeparturesDocument, type DeparturesQuery } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import type { Result } from '../visit/query-result.ts';
import { pathTo, type Visit } from '../visit/visit.ts';

/** The next departures of a station or stop. */
export interface Board {
  readonly id: string;
  readonly name: string;
  /** Maximum number of calls. */
  readonly first: number;
  readonly calls: readonly Call[];
}

type Call = NonNullable<DeparturesQuery['station']>['departures']['nodes'][number];

/** Reads the next departures. `board` is `null` if there is no such stop, or the agency does not answer. */
export async function readBoard(
  { session, language }: Visit,
  id: string,
  first: number,
): Promise<Result<'board', Board | null>> {
  const { data, refusals } = await session.query(DeparturesDocument, { id, language, first });
  const place = data?.station ?? data?.stop;
  if (place == null) return { board: null, refusals };
  const { gtfsId, name, departures } = place;
  return { board: { id: gtfsId, name, first, calls: departures.nodes }, refusals };
}

/** The board with the time at which it was read. Its script replaces it every 20 s (`data-live`). */
export function departureBoard(visit: Visit, board: Board): Html {
  const part = `${pathTo(visit, '/departures')}/${encodeURIComponent(board.id)}/board?first=${board.first}`;
  const { departures: words } = visit.texts;
  return html`<div data-live="${part}" data-pause="${words.pause}" data-resume="${words.resume}">${boardTable(visit, board)}</div>`;
}

/** The part that the script replaces. */
export function boardTable(visit: Visit, { name, calls }: Board): Html {
  const { texts, format, desk } = visit;
  const words = texts.departures;
  const now = desk.now();
  if (calls.length === 0) return html`<p>${words.none}</p>`;
  return html`<table class="board">
<caption class="hidden">${name}</caption>
<thead class="hidden"><tr><th scope="col">${words.line}</th><th scope="col">${words.to}</th><th scope="col">${words.leaves}</th></tr></thead>
<tbody>${calls.map((call) => row(visit, call, now))}</tbody>
</table>
<p class="soft asof">${words.asOf} <time datetime="${now.toISOString()}">${format.time(now)}</time>${calls.every(({ estimatedDeparture }) => estimatedDeparture == null) && words.byTimetable}</p>`;
}

function row({ texts }: Visit, call: Call, now: Date): Html {
  const words = texts.departures;
  const { route, stop } = call;
  return html`<tr>
<th scope="row"><svg class="colour" viewBox="0 0 6 24" width="6" height="24" aria-hidden="true"><rect width="6" height="24" rx="3" fill="${colourOf(route.color)}"/></svg>${route.shortName ?? words.modes[route.mode]}</th>
<td>${call.headsign}<span class="soft">${words.modes[route.mode]}${stop.platformCode == null ? null : html` · <span>${words.platform(stop.platformCode)}</span>`}</span></td>
<td class="time">${timeOf(call, now, words)}</td>
</tr>`;
}

/** The expected time where it is known, with the timetable's if that is another one. */
function timeOf(call: Call, now: Date, words: Visit['texts']['departures']): Html {
  const { scheduledDeparture, estimatedDeparture, realtimeState, timePrecision } = call;
  const planned = html`<time datetime="${scheduledDeparture}">${clock(scheduledDeparture)}</time>`;
  if (realtimeState === 'CANCELED' || realtimeState === 'SKIPPED')
    return html`<strong class="off">${words.cancelled}</strong> <span class="soft"><s>${planned}</s></span>`;
  if (estimatedDeparture == null) {
    const about = timePrecision === 'EXACT' ? null : html`${words.about} `;
    const left = until(scheduledDeparture, now, words);
    if (left === null) return html`<strong>${about}${planned}</strong>`;
    return html`<strong>${about}${left}</strong> <span class="soft">${planned}</span>`;
  }
  const expected = html`<time datetime="${estimatedDeparture}">${clock(estimatedDeparture)}</time>`;
  const changed = clock(estimatedDeparture) === clock(scheduledDeparture) ? null : html`<s>${planned}</s> `;
  const left = until(estimatedDeparture, now, words);
  if (left === null)
    return html`<strong>${expected}</strong> <span class="soft">${words.live} ${changed}</span>`;
  return html`<strong>${left}</strong> <span class="soft">${words.live} ${changed}${expected}</span>`;
}

/** Hours and minutes as written, which is the local time of the feed wherever it is. */
function clock(instant: string): string {
  return instant.slice(11, 16);
}

/** Minutes for the near future only. */
function until(departure: string, now: Date, words: Visit['texts']['departures']): string | null {
  const minutes = Math.floor((Date.parse(departure) - now.getTime()) / 60_000);
  if (minutes >= 60) return null;
  return minutes < 1 ? words.now : words.minutes(minutes);
}

/** Six hexadecimal digits of the feed. */
function colourOf(color: string | null | undefined): string {
  return color != null && /^[\dA-Fa-f]{6}$/.test(color) ? `#${color}` : 'currentColor';
}
