import type { SelectedRow } from '../../observations/selection-reader.ts';
import { monthsIn, periodText } from '../../observations/time-period.ts';
import { localizedJson } from '../message.ts';
import { timeId, timeName } from './components.ts';
import type { DataMessage } from './data-message.ts';

interface KeyLayout {
  readonly hasSeries: boolean;
  /** Keys of the series and of the observation in it, as positions in the lists of values. */
  keysOf(row: SelectedRow): readonly [string, string];
}

/** The dimensions in key order, the period last, and which of them are at the observations. */
function dimensionOrder({
  query,
}: DataMessage): readonly { readonly id: string; readonly isAtObservation: boolean }[] {
  const ids = [...query.dataSet.manifest.dimensions.map(({ id }) => id), timeId];
  const at = query.observationDimension;
  return ids.map((id) => ({ id, isAtObservation: at === 'AllDimensions' || id === at }));
}

export function keyLayout(message: DataMessage): KeyLayout {
  const { summary } = message;
  const positions = [...summary.ranks, summary.periods].map(
    (values) => new Map(values.map((value, position) => [value, position])),
  );
  const order = dimensionOrder(message);
  return {
    hasSeries: order.some(({ isAtObservation }) => !isAtObservation),
    keysOf(row) {
      const series: number[] = [];
      const observation: number[] = [];
      for (const [index, { isAtObservation }] of order.entries()) {
        const value = index < row.ranks.length ? row.ranks[index] : row.period;
        const position = positions[index]?.get(value ?? 0) ?? 0;
        (isAtObservation ? observation : series).push(position);
      }
      return [series.join(':'), observation.join(':')];
    },
  };
}

/** The dimensions of the structure with the values that occur. */
export function dimensionsJson(message: DataMessage): object {
  const { query, summary, labels, header } = message;
  const { manifest, layout } = query.dataSet;
  const { language } = header;
  const dimensions = manifest.dimensions.map(({ id, name }, position) => ({
    id,
    ...localizedJson('name', name, language),
    keyPosition: position,
    values: (summary.ranks[position] ?? []).map((rank) => {
      const code = layout.dictionaries[position]?.codes[rank] ?? '';
      return { id: code, ...localizedJson('name', labels.code(position, code), language) };
    }),
  }));
  const time = {
    id: timeId,
    ...localizedJson('name', timeName, language),
    keyPosition: manifest.dimensions.length,
    roles: [timeId],
    values: summary.periods.map((month) => {
      const id = periodText(layout.frequency, month);
      const start = dateOf(month);
      const end = new Date(Date.parse(dateOf(month + monthsIn(layout.frequency))) - 1).toISOString();
      return { id, name: id, start, end };
    }),
  };
  const all = [...dimensions, time];
  const order = dimensionOrder(message);
  return {
    dataSet: [],
    series: all.filter((_, index) => order[index]?.isAtObservation === false),
    observation: all.filter((_, index) => order[index]?.isAtObservation === true),
  };
}

/** The first instant of a month, counted from the first of year 0. */
function dateOf(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return new Date(`${year}-${String((month % 12) + 1).padStart(2, '0')}-01T00:00:00Z`).toISOString();
}
