import { element, escapeXml } from '../../xml.ts';
import type { ChartTable } from './chart.ts';

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

const rowHeight = 20;

/** A table as SVG, with the roles of one for screen readers (WAI-ARIA 1.2); numbers are to the right. */
export function tableSvg({ header, rows }: ChartTable, { left, top, width }: Place) {
  const columnWidth = width / Math.max(1, header.length);
  const row = (cells: readonly string[], role: 'columnheader' | 'cell', index: number) =>
    element(
      'g',
      { role: 'row', transform: `translate(${left},${top + index * rowHeight})` },
      cells
        .map((cell, column) => {
          const isLast = column === cells.length - 1;
          const at = isLast ? { x: width, 'text-anchor': 'end' } : { x: column * columnWidth };
          const weight = role === 'columnheader' ? { 'font-weight': 600 } : {};
          return element('text', { role, ...at, ...weight }, escapeXml(cell));
        })
        .join(''),
    );
  const rule = element('line', { x1: left, x2: left + width, y1: top + 6, y2: top + 6, stroke: '#888888' });
  const lines = [header, ...rows].map((cells, index) =>
    row(cells, index === 0 ? 'columnheader' : 'cell', index),
  );
  return {
    svg: element('g', { role: 'table', 'font-size': 13 }, lines.join('')) + rule,
    bottom: top + rows.length * rowHeight,
  };
}
