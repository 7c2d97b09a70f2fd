import type { RowRule } from '../rule.ts';

/** Smallest difference of brightness (luma of ITU-R BT.601) at which a text can be read. */
const leastDifference = 72;

/** The color of the text differs from that of the route. */
export const routeColorContrast: RowRule = {
  file: 'routes.txt',
  check(row) {
    if (!row.has('route_color') || !row.has('route_text_color')) return;
    const [color, text] = [row.text('route_color'), row.text('route_text_color')];
    if (Math.abs(luma(color) - luma(text)) < leastDifference) {
      row.notice('route_color_contrast', 'route_text_color', `${text} on ${color}`);
    }
  },
};

function luma(color: string): number {
  const part = (index: number) => Number.parseInt(color.slice(index, index + 2), 16);
  return Math.trunc(0.3 * part(0) + 0.59 * part(2) + 0.11 * part(4));
}
