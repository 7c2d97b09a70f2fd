import type { SelectedRow } from '../../observations/selection-reader.ts';
import { minuteMs } from '../../time/calendar.ts';
import { offsetOf } from '../../time/parse-period.ts';
import type { Timeline } from '../../time/timeline.ts';
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
    values: summary.periods.map((period) => periodValue(layout.time, period)),
  };
  const all = [...dimensions, time];
  const order = dimensionOrder(message);
  return {
    dataSet: [],
    series: all.filter((_, index) => order[index]?.isAtObservation === false),
    observation: all.filter((_, index) => order[index]?.isAtObservation === true),
  };
}

/** A period with its first and last millisecond; in UTC if its data set names no zone. */
function periodValue(time: Timeline, period: number): object {
  const id = time.text(period);
  const { start, end } = time.interval(period);
  const shift = offsetOf(time.zone) * minuteMs;
  const iso = (instant: number) => new Date(instant - shift).toISOString();
  return { id, name: id, start: iso(start), end: iso(Math.max(start, end - 1)) };
}
