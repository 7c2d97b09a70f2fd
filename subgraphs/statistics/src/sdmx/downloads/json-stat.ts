import { isRegionDimension } from '../../data-sets/manifest.ts';
import { measureId, timeId, timeName } from '../data/components.ts';
import type { DataMessage } from '../data/data-message.ts';
import { textIn } from '../message.ts';

interface JsonStatDimension {
  readonly id: string;
  readonly label: string;
  readonly categories: readonly { readonly id: string; readonly label: string }[];
  readonly unit?: object;
}

/** JSON-stat 2.0: a sparse cube, whose statuses other than "normal" follow the values. */
export async function* jsonStat(message: DataMessage): AsyncGenerator<string> {
  const { query, summary, header, pages } = message;
  const { manifest } = query.dataSet;
  const dimensions = dimensionsOf(message);
  const region = manifest.dimensions.find(isRegionDimension);
  const head = {
    version: '2.0',
    class: 'dataset',
    label: textIn(manifest.title, header.language),
    source: manifest.source,
    updated: query.dataSet.publishedAt,
    note: [textIn(manifest.description, header.language)],
    link: { license: [{ href: manifest.licence.url, label: manifest.licence.name }] },
    id: dimensions.map(({ id }) => id),
    size: dimensions.map(({ categories }) => categories.length),
    role: { time: [timeId], metric: ['MEASURE'], ...(region === undefined ? {} : { geo: [region.id] }) },
    dimension: Object.fromEntries(
      dimensions.map(({ id, label, categories, unit }) => [
        id,
        {
          label,
          category: {
            index: categories.map((one) => one.id),
            label: Object.fromEntries(categories.map((one) => [one.id, one.label])),
            ...(unit === undefined ? {} : { unit }),
          },
        },
      ]),
    ),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"value":{`;
  const positionOf = cubePosition(message);
  let separator = '';
  for await (const rows of pages()) {
    let text = '';
    for (const row of query.hasMeasure ? rows : []) {
      text += `${separator}"${positionOf(row)}":${JSON.stringify(row.value)}`;
      separator = ',';
    }
    yield text;
  }
  yield '},"status":{';
  separator = '';
  for await (const rows of summary.statuses.some((status) => status !== 'A') ? pages() : []) {
    let text = '';
    for (const row of rows) {
      if (row.obsStatus === 'A') continue;
      text += `${separator}"${positionOf(row)}":"${row.obsStatus}"`;
      separator = ',';
    }
    yield text;
  }
  yield '}}';
}

function dimensionsOf({ query, summary, labels, header }: DataMessage): readonly JsonStatDimension[] {
  const { manifest, layout } = query.dataSet;
  const { language } = header;
  const coded = manifest.dimensions.map(({ id, name }, position) => ({
    id,
    label: textIn(name, language),
    categories: (summary.ranks[position] ?? []).map((rank) => {
      const code = layout.dictionaries[position]?.codes[rank] ?? '';
      return { id: code, label: textIn(labels.code(position, code), language) };
    }),
  }));
  const periods = summary.periods.map((period) => layout.time.text(period));
  const { name, unit } = manifest.measure;
  return [
    ...coded,
    { id: timeId, label: textIn(timeName, language), categories: periods.map((id) => ({ id, label: id })) },
    {
      id: 'MEASURE',
      label: textIn(name, language),
      categories: [{ id: measureId, label: textIn(name, language) }],
      unit: { [measureId]: { label: textIn(unit.name, language) } },
    },
  ];
}

/** Position of a row in the cube, in row-major order. */
function cubePosition({ summary }: DataMessage) {
  const positions = [...summary.ranks, summary.periods].map(
    (values) => new Map(values.map((value, position) => [value, position])),
  );
  return ({ ranks, period }: { readonly ranks: readonly number[]; readonly period: number }): number =>
    [...ranks, period].reduce(
      (total, value, index) => total * (positions[index]?.size ?? 1) + (positions[index]?.get(value) ?? 0),
      0,
    );
}
