import type { SelectedRow, SelectionSummary } from '../../../observations/selection-reader.ts';
import type { RegionGeometries } from '../../../regions/geometry/region-geometries.ts';
import { timeName } from '../../data/components.ts';
import type { DataMessage } from '../../data/data-message.ts';
import { codesOfRow } from '../../data/observation-text.ts';
import { textIn } from '../../message.ts';
import type { DataQuery } from '../../request/data-query.ts';
import { SdmxError, semanticError } from '../../sdmx-error.ts';
import type { ChartTable } from './chart.ts';
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

/** A column of the table of a chart. */
interface Column {
  readonly header: string;
  readonly cell: (row: SelectedRow) => string;
}

export async function* lineChart(message: DataMessage): AsyncGenerator<string> {
  const { time } = message.query.dataSet.layout;
  const rows = await allRows(message);
  const names = varyingDimensions(message).map((position) => dimensionColumn(message, position));
  const period = { header: text(message, timeName), cell: (row: SelectedRow) => time.text(row.period) };
  const points = rows.map((row) => ({
    series: names.map(({ cell }) => cell(row)).join(' · ') || measureName(message),
    time: time.interval(row.period).start,
    value: row.value,
  }));
  yield await message.charts.draw({
    ...common(message, []),
    kind: 'line',
    points: points.sort((one, other) => one.time - other.time),
    table: tableOf(message, rows, [...names, period]),
  });
}

export async function* regionMap(message: DataMessage): AsyncGenerator<string> {
  const { query, summary, geometries } = message;
  const { regionPosition, time, dictionaries } = query.dataSet.layout;
  const known = dictionaries[regionPosition]?.codes ?? [];
  const codes = (summary.ranks[regionPosition] ?? []).map((rank) => known[rank] ?? '');
  const detail = geometries?.detailFor(codes, maximumPositions) ?? 'LOW';
  const rows = await allRows(message);
  const region = dimensionColumn(message, regionPosition);
  const regions = rows.flatMap((row) => {
    const code = codesOfRow(query, row)[regionPosition] ?? '';
    const geometry = geometries?.get(code, detail);
    return geometry === undefined ? [] : { code, name: region.cell(row), geometry, value: row.value };
  });
  const periods = summary.periods.map((period) => time.text(period));
  yield await message.charts.draw({
    ...common(message, periods),
    kind: 'map',
    // A region comes before its parts, which are drawn over it.
    regions: regions.sort((one, other) => (one.code < other.code ? -1 : 1)),
    table: tableOf(message, rows, [region]),
  });
}

async function allRows(message: DataMessage): Promise<readonly SelectedRow[]> {
  const rows: SelectedRow[] = [];
  for await (const page of message.pages()) rows.push(...page);
  return rows;
}

/** The columns, and then the value. */
function tableOf(message: DataMessage, rows: readonly SelectedRow[], columns: readonly Column[]): ChartTable {
  const value = { header: measureName(message), cell: (row: SelectedRow) => valueText(message, row) };
  const all = [...columns, value];
  return {
    header: all.map(({ header }) => header),
    rows: rows.map((row) => all.map(({ cell }) => cell(row))),
  };
}

function dimensionColumn(message: DataMessage, position: number): Column {
  const { dimensions } = message.query.dataSet.manifest;
  return {
    header: text(message, dimensions[position]?.name ?? { zh: null, en: null }),
    cell(row) {
      const code = codesOfRow(message.query, row)[position] ?? '';
      return text(message, message.labels.code(position, code));
    },
  };
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
