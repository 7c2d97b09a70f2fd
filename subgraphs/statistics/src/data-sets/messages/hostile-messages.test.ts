import { afterEach, describe, expect, test, vi } from 'vitest';
import { readDataFile, sdmxManifest } from '../../../test/read-data-file.ts';
import { MessageRows } from './message-rows.ts';

const schemas = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0';
const series = 'REF_AREA="330106" ORIGIN="NEAR"';
const row = 'l\t0\t1\t24240\t7\tA\n';

function xml(dataSets: string, structures = ''): string {
  return `<m:StructureSpecificData xmlns:m="${schemas}/message" xmlns:c="${schemas}/common" xmlns:s="${schemas}/data/structurespecific">
<m:Header><m:ID>1</m:ID>${structures}</m:Header>${dataSets}</m:StructureSpecificData>`;
}

const component = (id: string, ...codes: string[]) => ({ id, values: codes.map((code) => ({ id: code })) });
const dimensions = {
  dataSet: [component('REF_AREA', '330106'), component('ORIGIN', 'NEAR')],
  observation: [component('TIME_PERIOD', '2020')],
};
const measures = { observation: [{ id: 'OBS_VALUE' }] };
const observations = { '0': [7] };

function json(structure: object, dataSet: object = {}): string {
  const structures = [{ dimensions, measures, ...structure }];
  return JSON.stringify({ data: { structures, dataSets: [{ observations, ...dataSet }] } });
}

afterEach(() => vi.restoreAllMocks());

describe('an observation takes only components that are read', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `A${index}`);
  const structure = {
    dimensions: { ...dimensions, dataSet: [...dimensions.dataSet, ...many.map((id) => component(id, 'x'))] },
  };
  test.each([
    [
      'SDMX-ML',
      xml(
        `<m:DataSet><Series ${series} ${many.map((id) => `${id}="x"`).join(' ')}><Obs TIME_PERIOD="2020" OBS_VALUE="7"/></Series></m:DataSet>`,
      ),
    ],
    ['SDMX-JSON', json(structure)],
  ])('%s', async (_format, message) => {
    const add = vi.spyOn(MessageRows.prototype, 'add');
    expect(await readDataFile(message)).toEqual({ text: row, problems: [] });
    expect([...add.mock.calls[0]![1].keys()]).toEqual(['REF_AREA', 'ORIGIN', 'TIME_PERIOD', 'OBS_VALUE']);
  });
});

describe('a message is read as it is written', () => {
  test('white space between many observations is not collected', async () => {
    const empty = `${' '.repeat(1_000)}<a/>`.repeat(1_200);
    const message = xml(
      `<m:DataSet><Series ${series}>${empty}<Obs TIME_PERIOD="2020" OBS_VALUE="7"/></Series></m:DataSet>`,
    );
    expect(await readDataFile(message)).toEqual({ text: row, problems: [] });
  });

  test('a character of two code units is read wherever it lies', async () => {
    const [region, origin] = sdmxManifest.dimensions;
    const named = { ...region, region: { nameColumn: 'NAME' } };
    const manifest = { ...sdmxManifest, dimensions: [named, origin] };
    const areas = vi.spyOn(MessageRows.prototype, 'add');
    const structure = {
      dimensions: { ...dimensions, dataSet: [component('REF_AREA', 'X1'), component('ORIGIN', 'NEAR')] },
      attributes: { observation: [{ id: 'NAME' }] },
    };
    const name = '𠮷'.repeat(80);
    for (const odd of ['', ' ']) {
      // The name lies across the boundary of the parts in which the text is parsed.
      const message = json(structure, { observations: { '0': [7, `${name}`] } });
      const at = message.indexOf(name);
      const shifted = ' '.repeat(64 * 1024 - at - 80) + odd + message;
      expect((await readDataFile(shifted, manifest)).problems).toEqual([]);
      expect(areas.mock.lastCall![1].get('NAME')).toBe(name);
    }
  });
});

describe('what would be published against its owner is refused', () => {
  const attribute = (more: object) => ({ attributes: { observation: [{ id: 'CONF_STATUS', ...more }] } });
  test.each([
    ['a default of CONF_STATUS', json(attribute({ default: 'C' })), /confidential \(C\)/],
    [
      'a status that follows its observations',
      xml(
        `<m:DataSet><Series ${series}><Obs TIME_PERIOD="2020" OBS_VALUE="7"/><Comp id="CONF_STATUS"><Value>C</Value></Comp></Series></m:DataSet>`,
      ),
      /CONF_STATUS follows observations/,
    ],
    [
      'an observation under embargo',
      json(
        { attributes: { observation: [{ id: 'EMBARGO_TIME' }] } },
        { observations: { '0': [7, '2099-01-01'] } },
      ),
      /under embargo until 2099-01-01; set releaseAt/,
    ],
    [
      'an unknown action',
      xml(`<m:DataSet ${series} s:action="Rubbish"><Obs TIME_PERIOD="2020" OBS_VALUE="7"/></m:DataSet>`),
      /unknown ACTION/,
    ],
  ])('%s', async (_name, message, problem) => {
    const { text, problems } = await readDataFile(message);
    expect(problems.map((one) => one.problem).join()).toMatch(problem);
    expect(text).toBe('');
  });

  test.each([
    ['2027-06-01T09:00:00+08:00', '2027-06-01T00:00:00Z', '', true],
    ['2027-06-01T09:00:00+08:00', '2027-06-01T01:00:00', '+08:00', true],
    ['2027-06-01T09:00:00+08:00', '2027-06-01T10:00:00', '', false],
    ['2027-06-01T09:00:00Z', '2027-06-01', '', true],
    ['2027-06-01T09:00:00Z', '2027-06-02', '', false],
    ['2027-06-01T09:00:00Z', 'soon', '', false],
    // The file is read on 1 January 2026, and the manifest has the clock of China.
    [undefined, '2013-03-18T11:00:00', '', true],
    [undefined, '2026-01-01T08:00:00', '', true],
    [undefined, '2026-01-01T08:00:01', '', false],
    ['2020-01-01T00:00:00Z', '2025-01-01', '', true],
  ])('with releaseAt %s, an embargo until %s%s: %s', async (releaseAt, embargo, zone, isRead) => {
    const attributes = { observation: [{ id: 'EMBARGO_TIME' }] };
    const message = json({ attributes }, { observations: { '0': [7, embargo + zone] } });
    const { text } = await readDataFile(message, { ...sdmxManifest, releaseAt });
    expect(text).toBe(isRead ? row : '');
  });

  test('another default applies where the data give no value', async () => {
    const attributes = { observation: [{ id: 'OBS_STATUS', default: 'P' }] };
    expect((await readDataFile(json({ attributes }))).text).toBe(row.replace('A', 'P'));
    const message = json({ attributes }, { observations: { '0': [7, 'E'] } });
    expect((await readDataFile(message)).text).toBe(row.replace('A', 'E'));
  });
});

describe('the memory of a message is bounded', () => {
  test.each([
    [
      'structures of a header',
      xml(
        '',
        Array.from(
          { length: 1_001 },
          (_, index) =>
            `<m:Structure structureID="S${index}"><c:StructureUsage>x</c:StructureUsage></m:Structure>`,
        ).join(''),
      ),
      /more than 1000 structures/,
    ],
    [
      'data sets',
      JSON.stringify({
        data: {
          structures: [{ dimensions, measures }],
          dataSets: Array.from({ length: 10_001 }, () => ({ structure: 0 })),
        },
      }),
      /more than 10000 data sets/,
    ],
  ])('%s', async (_name, message, problem) => {
    const { problems } = await readDataFile(message);
    expect(problems.map((one) => one.problem).join()).toMatch(problem);
  });

  test('a problem quotes a part of a long name', async () => {
    const name = 'x'.repeat(900_000);
    for (const message of [`<${name}/>`, xml(`<${name}:a/>`), `{"data":{"structures":[],"x":"${name}" 1}}`]) {
      const { problems } = await readDataFile(message);
      expect(problems).toHaveLength(1);
      expect(problems[0]!.problem.length).toBeLessThan(600);
    }
    const { problems } = await readDataFile(`${Array.from({ length: 100_000 }, () => 'x').join()}\n`);
    for (const { problem } of problems) expect(problem.length).toBeLessThan(2_000);
  });
});
