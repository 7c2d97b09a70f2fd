import { type Html, html } from './html.ts';

const width = 320;
const height = 96;
const margin = 6;

interface Value {
  readonly timePeriod: string;
  readonly value: number;
}

/** A line of values over time between its lowest and highest; a table or figure beside it has the values. */
export function lineChart(series: readonly Value[]): Html | null {
  if (series.length < 2) return null;
  const values = series.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low || 1;
  const points = values.map((value, index) => {
    const x = margin + (index / (values.length - 1)) * (width - 2 * margin);
    const y = height - margin - ((value - low) / range) * (height - 2 * margin);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const [lastX = '0', lastY = '0'] = (points.at(-1) ?? '').split(',');
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" aria-hidden="true">
<polyline class="stroke" points="${points.join(' ')}"/>
<circle class="end" cx="${lastX}" cy="${lastY}" r="4"/></svg>
<p class="soft range"><span>${series[0]?.timePeriod}</span> <span>${series.at(-1)?.timePeriod}</span></p>`;
}

/** A decorative bar; the figure is beside it. @param share of the longest bar, 0 to 1 */
export function bar(share: number): Html {
  const length = Math.max(1, Math.round(share * 100));
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${length}" height="10" rx="1"/></svg>`;
}
