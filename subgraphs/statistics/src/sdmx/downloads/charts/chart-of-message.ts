import type { SelectedRow, SelectionSummary } from '../../../observations/selection-reader.ts';
import type { RegionGeometries } from '../../../regions/geometry/region-geometries.ts';
import { timeName } from '../../data/components.ts';
import type { DataMessage } from '../../data/data-message.ts';
import { codesOfRow } from '../../data/observation-text.ts';
import { textIn } from '../../message.ts';
import type { DataQuery } from '../../request/data-query.ts';
import { SdmxError, semanticError } from '../../sdmx-error.ts';
import type { LineChart, RegionMap } from './chart.ts';
import { numberText } from './number-text.ts';

/** As many as have a colour and dashes of their own. */
const maximumSeries = 28;
/** Positions of the outlines of a map: more would not be seen at its size. */
const maximumPositions = 50_000;

/** Refuses what a line chart cannot show. @throws SdmxError 510 */
export function checkLineChart(_query: DataQuery, { series }: SelectionSummary): void {
  if (series <= maximumSeries) return;
  throw new SdmxError(510, `${series} series; a chart holds ${maximumSeries}: name codes in the key`);
}

/** Refuses what a map cannot show. @throws SdmxError 150, 501 */
export function checkMap(
  { dataSet }: DataQuery,
  { ranks, periods }: SelectionSummary,
  geometries: RegionGeometries | null,
): void {
  const { layout, manifest } = dataSet;
  if (layout.regionPosition < 0) throw semanticError(`${manifest.id} has no regions; use format=line`);
  if (periods.length > 1) {
    throw semanticError(`${periods.length} periods; a map shows one, so set c[TIME_PERIOD]`);
  }
  const several = manifest.dimensions.find(
    (_, position) => position !== layout.regionPosition && (ranks[position]?.length ?? 0) > 1,
  );
  if (several !== undefined) {
    throw semanticError(
      `${several.id}: several codes; a map shows one of each dimension, so name it in the key`,
    );
  }
  const codes = layout.dictionaries[layout.regionPosition]?.codes ?? [];
  const requested = ranks[layout.regionPosition] ?? [];
  if (!requested.some((rank) => geometries?.get(codes[rank] ?? '', 'LOW') !== undefined)) {
    throw new SdmxError(501, 'no region of the query has an outline here; use format=line');
  }
}

export async function* lineChart(message: DataMessage): AsyncGenerator<string> {
  const { query } = message;
  const { time } = query.dataSet.layout;
  const varying = varyingDimensions(message);
  const points: LineChart['points'][number][] = [];
  const rows: string[][] = [];
  for await (const row of allRows(message)) {
    const names = namesOf(message, row, varying);
    const series = names.length === 0 ? measureName(message) : names.join(' · ');
    points.push({ series, time: time.interval(row.period).start, value: row.value });
    rows.push([...names, time.text(row.period), valueText(message, row)]);
  }
  const header = [...headerOf(message, varying), text(message, timeName), measureName(message)];
  yield await message.charts.draw({
    ...common(message, []),
    kind: 'line',
    points: points.sort((one, other) => one.time - other.time),
    table: { header, rows },
  });
}

export async function* regionMap(message: DataMessage): AsyncGenerator<string> {
  const { query, summary, geometries } = message;
  const { layout } = query.dataSet;
  const { regionPosition, time } = layout;
  const known = layout.dictionaries[regionPosition]?.codes ?? [];
  const codes = (summary.ranks[regionPosition] ?? []).map((rank) => known[rank] ?? '');
  const detail = geometries?.detailFor(codes, maximumPositions) ?? 'LOW';
  const regions: (RegionMap['regions'][number] & { readonly code: string })[] = [];
  const rows: string[][] = [];
  for await (const row of allRows(message)) {
    const code = codesOfRow(query, row)[regionPosition] ?? '';
    const [name = code] = namesOf(message, row, [regionPosition]);
    const geometry = geometries?.get(code, detail);
    if (geometry !== undefined) regions.push({ code, name, geometry, value: row.value });
    rows.push([name, valueText(message, row)]);
  }
  yield await message.charts.draw({
    ...common(
      message,
      summary.periods.map((period) => time.text(period)),
    ),
    kind: 'map',
    // A region comes before its parts, which are drawn over it.
    regions: regions.sort((one, other) => (one.code < other.code ? -1 : 1)),
    table: { header: [...headerOf(message, [regionPosition]), measureName(message)], rows },
  });
}

async function* allRows(message: DataMessage): AsyncGenerator<SelectedRow> {
  for await (const page of message.pages()) yield* page;
}

/** Positions of the dimensions with several codes. */
function varyingDimensions({ summary }: DataMessage): readonly number[] {
  return summary.ranks.flatMap((ranks, position) => (ranks.length > 1 ? [position] : []));
}

/** @param more of the subtitle: the period of a map */
function common(message: DataMessage, more: readonly string[]) {
  const { query, summary, header, labels } = message;
  const { manifest, layout } = query.dataSet;
  const fixed = manifest.dimensions.flatMap((_, position) => {
    const [rank, ...others] = summary.ranks[position] ?? [];
    if (rank === undefined || others.length > 0) return [];
    const code = layout.dictionaries[position]?.codes[rank] ?? '';
    return text(message, labels.code(position, code));
  });
  const unit = text(message, manifest.measure.unit.name);
  return {
    language: header.language,
    title: text(message, manifest.title),
    subtitle: [...fixed, ...more, unit].join(' · '),
    source: `${manifest.source} · ${manifest.licence.name}`,
    unit,
  };
}

function headerOf(message: DataMessage, positions: readonly number[]): readonly string[] {
  const { dimensions } = message.query.dataSet.manifest;
  return positions.map((position) => text(message, dimensions[position]?.name ?? { zh: null, en: null }));
}

function namesOf(message: DataMessage, row: SelectedRow, positions: readonly number[]): readonly string[] {
  const codes = codesOfRow(message.query, row);
  return positions.map((position) => text(message, message.labels.code(position, codes[position] ?? '')));
}

/** The status stands for a missing value. */
function valueText({ header }: DataMessage, { value, obsStatus }: SelectedRow): string {
  return value === null ? `– (${obsStatus})` : numberText(value, header.language);
}

function measureName(message: DataMessage): string {
  return text(message, message.query.dataSet.manifest.measure.name);
}

function text(message: DataMessage, names: Parameters<typeof textIn>[0]): string {
  return textIn(names, message.header.language);
}
