import { FindStopsDocument, NearbyStopsDocument, type PlaceFragment } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import { icon } from '../html/icons.ts';
import { tokenField } from '../html/layout.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import { type Answer, page, redirect } from '../visit/answer.ts';
import { preference, rememberedPreference } from '../visit/preferences.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { boardTable, departureBoard, readBoard } from './departure-board.ts';
import { messagePage } from './message-page.ts';

const section = 'departures';
const shown = 8;

/** A search for stops, and the stop of the start page. */
export async function departuresPage(visit: Visit): Promise<Answer> {
  const search = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 60);
  if (search !== '') return foundPage(visit, search);
  return boardPage(visit, homeStop(visit));
}

/** Departures of one stop. */
export function stopPage(visit: Visit): Promise<Answer> {
  return boardPage(visit, visit.params.id ?? '');
}

export function homeStop(visit: Visit): string {
  return preference(visit, 'stop') ?? visit.desk.config.stop;
}

async function boardPage(visit: Visit, id: string): Promise<Answer> {
  const { texts } = visit;
  const words = texts.departures;
  const { board, refusals } = await readBoard(visit, id, shown);
  const problem =
    (await refusalNotices(visit, refusals)) ?? html`<div class="card"><p>${words.unknown}</p></div>`;
  const body = html`<h1>${words.title}</h1>
${board === null ? problem : html`<section class="card flush"><h2>${icon('place')}${board.name}</h2>${departureBoard(visit, board)}${keepForm(visit, board.id)}</section>`}
${searchForms(visit, '')}`;
  const isUnknown = board === null && refusals.length === 0;
  return page(board?.name ?? words.title, body, { section, status: isUnknown ? 404 : 200 });
}

/** The part of a board that its script replaces. */
export async function boardPart(visit: Visit): Promise<Answer> {
  const first = Number(visit.url.searchParams.get('first'));
  const { board } = await readBoard(
    visit,
    visit.params.id ?? '',
    first >= 1 && first <= shown ? first : shown,
  );
  if (board === null) return messagePage(visit, { ...notThere(visit), status: 503 });
  return { kind: 'part', body: boardTable(visit, board) };
}

function notThere({ texts: { problems } }: Visit) {
  return { title: problems.unavailableTitle, text: problems.unavailableText };
}

/** Shows a stop on the start page from now on. */
export function keepStop(visit: Visit): Answer {
  const { id = '' } = visit.params;
  const stop = encodeURIComponent(id);
  return redirect(pathTo(visit, `/departures/${stop}`), [rememberedPreference(visit.desk, 'stop', id)]);
}

function keepForm(visit: Visit, id: string): Html {
  const words = visit.texts.departures;
  if (preference(visit, 'stop') === id) return html`<p class="soft inset">${words.kept}</p>`;
  return html`<form class="inset" method="post" action="${pathTo(visit, `/departures/${encodeURIComponent(id)}/keep`)}">${tokenField(visit)}
<button class="link">${words.keep}</button></form>`;
}

interface Found {
  readonly id: string;
  readonly name: string;
  /** Where the vehicles go. */
  readonly way: string | null;
  readonly distance: string | null;
}

async function foundPage(visit: Visit, search: string): Promise<Answer> {
  const { session, language, texts } = visit;
  const words = texts.departures;
  const { data, refusals } = await session.query(FindStopsDocument, { search, language });
  const stations = data?.stations?.nodes ?? [];
  // Platforms are reached through their station.
  const stops = (data?.stops?.nodes ?? []).filter(({ station }) => station == null);
  const found = [
    ...stations.map(({ gtfsId, name }) => ({ id: gtfsId, name, way: null, distance: null })),
    ...stops.map((stop) => ({
      id: stop.gtfsId,
      name: stop.name,
      way: towards(visit, stop),
      distance: null,
    })),
  ];
  return listPage(visit, found, refusals, words.notFound(search), search);
}

/** Stops around a place; a form instead of a link, so that the place is in no address and no log. */
export async function nearbyPage(visit: Visit): Promise<Answer> {
  const { session, form, language, texts } = visit;
  const words = texts.departures;
  const [latitude, longitude] = [Number(form.get('latitude')), Number(form.get('longitude'))];
  if (!form.get('latitude') || !Number.isFinite(latitude) || !Number.isFinite(longitude))
    return listPage(visit, [], [], words.noPosition, '');
  const { data, refusals } = await session.query(NearbyStopsDocument, { latitude, longitude, language });
  const nearest = new Map<string, Found>();
  for (const { node, distanceMeters } of data?.stopsNear?.edges ?? []) {
    const { gtfsId, name } = node.station ?? node;
    if (nearest.has(gtfsId)) continue;
    const way = node.station == null ? towards(visit, node) : null;
    nearest.set(gtfsId, { id: gtfsId, name, way, distance: distanceOf(visit, distanceMeters) });
  }
  return listPage(visit, [...nearest.values()], refusals, words.noneNearby, '');
}

/** Where the vehicles go that call at a stop. */
function towards({ texts }: Visit, { patterns }: PlaceFragment): string | null {
  const names = new Set(patterns.nodes.flatMap(({ headsign }) => headsign ?? []));
  return names.size === 0 ? null : texts.departures.towards([...names].join(', '));
}

function distanceOf({ texts: { departures: words }, format }: Visit, metres: number): string {
  return metres < 1_000
    ? words.metres(Math.round(metres / 10) * 10)
    : words.kilometres(format.decimal(metres / 1_000));
}

async function listPage(
  visit: Visit,
  found: readonly Found[],
  refusals: Parameters<typeof refusalNotices>[1],
  none: string,
  search: string,
): Promise<Answer> {
  const words = visit.texts.departures;
  const list = html`<section class="card flush"><h2>${words.found(found.length)}</h2><ul class="list">${found.map(
    ({ id, name, way, distance }) =>
      html`<li><a class="line" href="${pathTo(visit, `/departures/${encodeURIComponent(id)}`)}">
<span class="what"><strong>${name}</strong>${way === null ? null : html` <span class="soft">${way}</span>`}</span> <span class="soft">${distance}</span></a></li>`,
  )}</ul></section>`;
  const body = html`<h1>${words.title}</h1>
${(await refusalNotices(visit, refusals)) ?? (found.length > 0 ? list : html`<div class="card" role="status"><p>${none}</p></div>`)}
${searchForms(visit, search)}`;
  return page(words.title, body, { section });
}

/** The script shows the second form, where the browser can give a position. */
function searchForms(visit: Visit, search: string): Html {
  const words = visit.texts.departures;
  return html`<section class="card">
<form method="get" action="${pathTo(visit, '/departures')}" role="search">
<label for="q">${words.find}</label><p class="soft hint" id="q-hint">${words.hint}</p>
<div class="field"><input id="q" name="q" type="search" maxlength="60" value="${search}" aria-describedby="q-hint" autocomplete="off" required><button class="button">${words.search}</button></div>
</form>
<form method="post" action="${pathTo(visit, '/departures/nearby')}" data-locate hidden>${tokenField(visit)}
<input type="hidden" name="latitude"><input type="hidden" name="longitude">
<button class="button quiet">${icon('place')}${words.nearby}</button><p class="soft hint">${words.nearbyNote}</p>
</form>
</section>`;
}
