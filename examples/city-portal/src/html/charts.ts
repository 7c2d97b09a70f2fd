import { type Html, html } from './html.ts';

const width = 320;
const height = 96;
const margin = 6;

/** A decorative line of values over time; a table beside it has the figures. */
export function lineChart(values: readonly number[]): Html | null {
  if (values.length < 2) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low || 1;
  const points = values.map((value, index) => {
    const x = margin + (index / (values.length - 1)) * (width - 2 * margin);
    const y = height - margin - ((value - low) / range) * (height - 2 * margin);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const [lastX = '0', lastY = '0'] = (points.at(-1) ?? '').split(',');
  const area = `${margin},${height} ${points.join(' ')} ${width - margin},${height}`;
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" aria-hidden="true">
<polygon class="area" points="${area}"/>
<polyline class="stroke" points="${points.join(' ')}"/>
<circle class="end" cx="${lastX}" cy="${lastY}" r="4"/></svg>`;
}

/** A decorative bar; the figure is beside it. @param share of the longest bar, 0 to 1 */
export function bar(share: number): Html {
  const length = Math.max(1, Math.round(share * 100));
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${length}" height="10" rx="1"/></svg>`;
}
