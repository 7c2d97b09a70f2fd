import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { SaxesParser } from 'saxes';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sdmxClient } from '../../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { boundAnswer } from './bound-answer.ts';
import { checkCube } from './data/listed-values.ts';
import type { Chart } from './downloads/charts/chart.ts';
import { drawChart } from './downloads/charts/draw-chart.ts';
import type { Artefact } from './structures/artefact.ts';
import { structureJson } from './structures/structure-json.ts';
import { structureXml } from './structures/structure-xml.ts';
import { urnOf } from './structures/urn.ts';

let graph: TestSubgraph;
/** Whether summaries find more periods than are listed. */
let isLong = false;
beforeAll(async () => {
  graph = await openTestSubgraph(undefined, { wrapEngine: withManyPeriods });
});
afterAll(() => graph.close());
afterEach(() => {
  isLong = false;
});
const get = sdmxClient(() => graph);

function withManyPeriods(engine: StatisticsEngine): StatisticsEngine {
  return new Proxy(engine, {
    get(target, name) {
      if (name === 'rows') {
        return async (sql: string) => {
          const rows = await target.rows(sql);
          if (!isLong || !sql.includes('uniqExact')) return rows;
          const periods = Array.from({ length: 20_001 }, (_, index) => index);
          return rows.map((row) => row.with(-2, periods));
        };
      }
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const path = 'dataflow/statistics/population/1.0.0/330106._T';

describe('codes and periods that are listed in one step', () => {
  test.each([
    [`data/${path}`, 413],
    [`data/${path}?format=json-stat`, 413],
    [`availability/${path}`, 413],
    [`availability/${path}/REF_AREA`, 200],
    [`data/${path}?format=sdmx-csv`, 200],
    [`data/${path}?format=sdmx-xml`, 200],
  ])('%s: %i', async (url, status) => {
    isLong = true;
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    if (status === 413) {
      expect(answer.body).toContain('more than 20000 codes and periods');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  test('are counted by the engine', async () => {
    const statements: string[] = [];
    const rows = vi.spyOn(graph.engine, 'rows').mockImplementation(async (sql) => {
      statements.push(sql);
      return [];
    });
    await get(`availability/${path}`);
    rows.mockRestore();
    expect(statements.join()).toContain('groupUniqArray(20001)(period)');
  });

  test('a cube whose positions would not be exact is refused', () => {
    const ranks = Array.from({ length: 16 }, () => Array.from({ length: 11 }, (_, index) => index));
    expect(() => checkCube({ ranks, periods: [1] })).toThrow(/JSON-stat counts to/);
    expect(() => checkCube({ ranks: ranks.slice(1), periods: [1] })).not.toThrow();
  });
});

describe('a structure message', () => {
  const header = { id: 'CG1', prepared: '2026-01-01T00:00:00Z', language: 'en' } as const;

  test('writes an artefact once, because a codelist may be large', () => {
    let reads = 0;
    const artefact: Artefact = {
      class: 'Codelist',
      agency: 'A',
      id: 'CL',
      version: '1.0.0',
      name: { zh: '码', en: 'Codes' },
      description: null,
      isPartial: false,
      isStub: false,
      get items() {
        reads += 1;
        return [{ id: 'X', name: { zh: null, en: 'x' }, parent: null }];
      },
    };
    const json = structureJson([artefact], header);
    const xml = structureXml([artefact], header);
    expect(JSON.parse(json)).toMatchObject({ data: { codelists: [{ id: 'CL', codes: [{ id: 'X' }] }] } });
    const before = reads;
    expect(structureJson([artefact], header)).toBe(json);
    expect(structureXml([artefact], header)).toBe(xml);
    expect(reads).toBe(before);
  });

  test('makes the URN of an artefact once, because each kind of reference compares all of them', () => {
    let reads = 0;
    const reference = {
      ...({ class: 'Codelist', agency: 'A', version: '1.0.0' } as const),
      get id() {
        reads += 1;
        return 'CL';
      },
    };
    const urn = urnOf(reference);
    expect(urnOf(reference)).toBe(urn);
    expect(reads).toBe(1);
  });

  test('may have no artefacts', () => {
    expect(JSON.parse(structureJson([], header))).toMatchObject({ meta: { id: 'CG1' }, data: {} });
  });
});

describe('an answer', () => {
  function response() {
    const emitter = new EventEmitter();
    const setTimeout = vi.fn();
    const destroy = vi.fn(() => emitter.emit('close'));
    return Object.assign(emitter, { destroyed: false, setTimeout, destroy }) as unknown as ServerResponse;
  }
  afterEach(() => void vi.useRealTimers());

  test('ends after two hours, even if its client reads a little now and then', () => {
    vi.useFakeTimers();
    const [answer, release] = [response(), vi.fn()];
    boundAnswer(answer, release);
    vi.advanceTimersByTime(119 * 60 * 1000);
    expect(answer.destroy).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60 * 1000);
    expect(answer.destroy).toHaveBeenCalledOnce();
    expect(release).toHaveBeenCalled();
  });

  test('gives its slot back when it has been sent, or if its client has left before', () => {
    const [sent, left, release] = [response(), response(), vi.fn()];
    boundAnswer(sent, release);
    expect(release).not.toHaveBeenCalled();
    sent.emit('finish');
    expect(release).toHaveBeenCalledOnce();
    boundAnswer(Object.assign(left, { destroyed: true }), release);
    expect(release).toHaveBeenCalledTimes(2);
  });
});

describe('names with markup and control characters are text in a chart', () => {
  const name = '\u0001\u0000<script>alert(1)</script>&amp;]]>"\'\u00a0\ud800';
  const table = { header: [name, name], rows: [[name, name]] };
  const shared = { language: 'en', title: name, subtitle: name, source: name, unit: name, table } as const;
  const square = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ] as [number, number][];

  const points = [0, 1e9].map((time) => ({ series: name, time, value: 1 }));
  const geometry = { type: 'Polygon' as const, coordinates: [square] };
  const charts: readonly Chart[] = [
    { ...shared, kind: 'line', points },
    { ...shared, kind: 'map', regions: [{ name, geometry, value: 1 }] },
  ];
  test.each(charts)('$kind', (chart) => {
    const elements: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', (tag) => void elements.push(tag.name));
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(drawChart(chart)).close();
    expect(elements).toContain('svg');
    expect(elements).not.toContain('script');
  });
});
