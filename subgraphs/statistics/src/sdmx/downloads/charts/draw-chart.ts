import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { element, escapeXml, withoutControls } from '../../xml.ts';
import type { Chart, LineChart, RegionMap } from './chart.ts';
import { colourOf, type MapClass, mapClasses, missingColour } from './map-classes.ts';
import { numberText } from './number-text.ts';
import { tableSvg } from './table-svg.ts';

type Page = ReturnType<typeof parseHTML>['document'];

const chartWidth = 960;
const plotHeight = 480;
const left = 16;
const headHeight = 64;
const legendLine = 20;

/** Distinguishable without colour vision (Okabe and Ito); series also differ in their dashes. */
const seriesColours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#000000', '#e69f00', '#56b4e9'];
const dashes = ['', '8 3', '2 3', '8 3 2 3'];

const texts = {
  zh: { none: '无数据或已抑制', source: '来源' },
  en: { none: 'no value, or suppressed', source: 'Source' },
} as const;

/** Draws a chart as one SVG: title, drawing with its legend, source, and the values as a table. */
export function drawChart(chart: Chart): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const [plot, legend] = chart.kind === 'line' ? drawLines(chart, document) : drawMap(chart, document);
  const legendTop = headHeight + plotHeight + 8;
  const sourceTop = legendTop + legend.length * legendLine + 16;
  const table = tableSvg(chart.table, { left, top: sourceTop + 28, width: chartWidth - 2 * left });
  const height = table.bottom + 24;
  const label = `${chart.title}. ${chart.subtitle}`;
  const drawing = element(
    'g',
    { role: 'img', 'aria-label': label, transform: `translate(0,${headHeight})` },
    plot,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${chartWidth} ${height}`,
      width: chartWidth,
      height,
      lang: chart.language,
      'xml:lang': chart.language,
      'font-family': 'system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
      'aria-labelledby': 'title description',
    },
    element('title', { id: 'title' }, escapeXml(chart.title)) +
      element('desc', { id: 'description' }, escapeXml(chart.subtitle)) +
      element('rect', { width: '100%', height: '100%', fill: '#ffffff' }) +
      line(chart.title, left, 28, { 'font-size': 20, 'font-weight': 600 }) +
      line(chart.subtitle, left, 50, { 'font-size': 13, fill: '#444444' }) +
      drawing +
      legend.map((entry, index) => legendEntry(entry, legendTop + index * legendLine)).join('') +
      line(`${texts[chart.language].source}: ${chart.source}`, left, sourceTop + 4, {
        'font-size': 12,
        fill: '#444444',
      }) +
      table.svg,
  )}\n`;
}

interface LegendEntry {
  readonly text: string;
  readonly mark: string;
}

function drawLines(chart: LineChart, document: Page): [string, readonly LegendEntry[]] {
  const names = [...new Set(chart.points.map(({ series }) => series))];
  const colour = (index: number) => seriesColours[index % seriesColours.length] ?? '#000000';
  const dash = (index: number) => dashes[Math.floor(index / seriesColours.length) % dashes.length] ?? '';
  const marks = names.flatMap((name, index) => {
    const own = chart.points
      .filter(({ series }) => series === name)
      .map(({ time, value }) => ({ time: new Date(time), value: value ?? Number.NaN }));
    const channels = { x: 'time', y: 'value' } as const;
    return [
      Plot.line(own, { ...channels, stroke: colour(index), strokeWidth: 2, strokeDasharray: dash(index) }),
      Plot.dot(own, { ...channels, fill: colour(index), r: own.length > 60 ? 1 : 3 }),
    ];
  });
  const plot = Plot.plot({
    document,
    width: chartWidth,
    height: plotHeight,
    marginLeft: 88,
    style: { fontSize: '12px' },
    x: { type: 'utc', label: null },
    y: {
      grid: true,
      label: withoutControls(chart.unit),
      tickFormat: (value: number) => numberText(value, chart.language),
    },
    marks,
  });
  return [
    plot.outerHTML,
    names.map((text, index) => ({
      text,
      mark: element('line', {
        x2: 24,
        y1: -4,
        y2: -4,
        stroke: colour(index),
        'stroke-width': 3,
        'stroke-dasharray': dash(index) || undefined,
      }),
    })),
  ];
}

function drawMap(chart: RegionMap, document: Page): [string, readonly LegendEntry[]] {
  const classes = mapClasses(chart.regions.flatMap(({ value }) => value ?? []));
  const features = chart.regions.map(({ name, geometry, value }) => ({
    type: 'Feature' as const,
    properties: { name, value },
    geometry: wound(geometry),
  }));
  const domain = { type: 'FeatureCollection' as const, features };
  const shown = (value: number | null) => (value === null ? '' : numberText(value, chart.language));
  const plot = Plot.plot({
    document,
    width: chartWidth,
    height: plotHeight,
    projection: { type: 'mercator', domain, inset: 8 },
    marks: [
      Plot.geo(features, {
        fill: ({ properties }: (typeof features)[number]) => colourOf(properties.value, classes),
        stroke: '#555555',
        strokeWidth: 0.75,
        title: ({ properties }: (typeof features)[number]) =>
          `${withoutControls(properties.name)} ${shown(properties.value) || texts[chart.language].none}`,
      }),
    ],
  });
  const isMissing = chart.regions.some(({ value }) => value === null);
  const entries = classes.map(({ from, to, colour }: MapClass) => ({
    text: from === to ? shown(from) : `${shown(from)} – ${shown(to)}`,
    mark: swatch(colour),
  }));
  const none = { text: texts[chart.language].none, mark: swatch(missingColour) };
  return [plot.outerHTML, isMissing ? [...entries, none] : entries];
}

/** The projection takes rings on the sphere, with the outer one clockwise; GeoJSON has it the other way. */
function wound(geometry: RegionMap['regions'][number]['geometry']) {
  const turned = (polygon: [number, number][][]) =>
    polygon.map((ring, index) => (isClockwise(ring) === (index === 0) ? ring : ring.toReversed()));
  return geometry.type === 'Polygon'
    ? { type: geometry.type, coordinates: turned(geometry.coordinates) }
    : { type: geometry.type, coordinates: geometry.coordinates.map(turned) };
}

function isClockwise(ring: readonly [number, number][]): boolean {
  const sum = ring.reduce((area, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0];
    return area + (nextX - x) * (nextY + y);
  }, 0);
  return sum > 0;
}

function swatch(colour: string): string {
  return element('rect', { y: -12, width: 24, height: 14, fill: colour, stroke: '#555555' });
}

function legendEntry({ text, mark }: LegendEntry, top: number): string {
  const label = line(text, 34, 0, { 'font-size': 13 });
  return element('g', { transform: `translate(${left},${top + 12})` }, mark + label);
}

function line(text: string, x: number, y: number, style: Readonly<Record<string, string | number>>): string {
  return element('text', { x, y, ...style }, escapeXml(text));
}
