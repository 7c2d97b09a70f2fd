import { expect, test } from 'vitest';
import { readDataFile as read, sdmxManifest } from '../../test/read-data-file.ts';

const plain = 'STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE';

test.each([
  ['2.0', `${plain}\ndataflow,A:B(1.0),I,330106,NEAR,2020,7\n`],
  [
    '2.1 with another separator for parts',
    `${plain.replace('STRUCTURE,', 'STRUCTURE[;],')}\ndataflow,A:B(1.0),R,330106,NEAR,2020,7\n`,
  ],
  ['1.0', 'DATAFLOW,REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE\nA:B(1.0),330106,NEAR,2020,7\n'],
  [
    '2.0 with labels',
    'STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Area,ORIGIN: Origin,TIME_PERIOD: Time,OBS_VALUE: Value\ndataflow,A:B(1.0): Name: x,A,330106: West Lake,NEAR: From near: all,2020: 2020,7\n',
  ],
])('SDMX-CSV %s', async (_version, csv) => {
  expect(await read(csv)).toEqual({ text: 'l\t0\t1\t24240\t7\tA\n', problems: [] });
});

test.each(['NaN', 'nan', ''])('the value %j is missing', async (value) => {
  expect((await read(`${plain}\ndataflow,A:B(1.0),I,330106,NEAR,2020,${value}\n`)).text).toBe(
    'l\t0\t1\t24240\t\\N\tO\n',
  );
});

test('OBS_STATUS is read even if the manifest does not name it', async () => {
  const { text } = await read(`${plain},OBS_STATUS\ndataflow,A:B(1.0),I,330106,NEAR,2020,7,P\n`);
  expect(text).toBe('l\t0\t1\t24240\t7\tP\n');
});

test('outside SDMX-CSV a colon is part of a code, and ACTION is an ordinary column', async () => {
  const { problems } = await read('ACTION,REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE\nD,330106,NEAR: x,2020,7\n');
  expect(problems).toMatchObject([{ column: 'ORIGIN' }]);
});

test.each([
  [
    'a merge that leaves the value unchanged',
    plain,
    'dataflow,A:B(1.0),M,330106,NEAR,2020,',
    'ACTION',
    /unchanged/,
  ],
  ['an unknown action', plain, 'dataflow,A:B(1.0),X,330106,NEAR,2020,7', 'ACTION', /unknown ACTION/],
  ['a second dataflow', plain, 'dataflow,A:C(1.0),I,330106,FAR,2020,7', 'STRUCTURE_ID', /above/],
  ['another scale', `${plain},UNIT_MULT`, 'dataflow,A:B(1.0),I,330106,FAR,2020,7,6', 'UNIT_MULT', /above/],
  [
    'another unit',
    `${plain},UNIT_MEASURE`,
    'dataflow,A:B(1.0),I,330106,FAR,2020,7,EUR',
    'UNIT_MEASURE',
    /above/,
  ],
  [
    'a confidential row',
    `${plain},CONF_STATUS`,
    'dataflow,A:B(1.0),I,330106,FAR,2020,7,C',
    'CONF_STATUS',
    /confidential/,
  ],
  [
    'a confidential row of BIS',
    `${plain},OBS_CONF`,
    'dataflow,A:B(1.0),I,330106,FAR,2020,7,N',
    'OBS_CONF',
    /confidential/,
  ],
  [
    'a value that would be rounded',
    plain,
    'dataflow,A:B(1.0),I,330106,FAR,2020,9007199254740993',
    'OBS_VALUE',
    /rounded/,
  ],
])('%s is refused', async (_case, header, row, column, problem) => {
  const extra =
    header === plain ? '' : header.endsWith('UNIT_MULT') ? ',0' : header.endsWith('MEASURE') ? ',PS' : ',F';
  const { text, problems } = await read(
    `${header}\ndataflow,A:B(1.0),I,330106,NEAR,2019,7${extra}\n${row}\n`,
  );
  expect(problems).toMatchObject([{ line: 3, column }]);
  expect(problems[0]?.problem).toMatch(problem);
  expect(text).toBe('');
});

const several = 'STRUCTURE[;],STRUCTURE_ID,ACTION,REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE';

test.each([
  [`${several},OBS_STATUS[]`, 'P', 'l\t0\t1\t24240\t7\tP\n', /^$/],
  [`${several},OBS_STATUS[]`, 'P;B', 'l\t0\t1\t24240\t7\tB\n', /^$/],
  [`${several},OBS_STATUS[]`, ';P', 'l\t0\t1\t24240\t7\tP\n', /^$/],
  [`${several},OBS_STATUS[]: Status`, 'P: Provisional;B: Break', 'l\t0\t1\t24240\t7\tB\n', /^$/],
  [`${several},OBS_STATUS[]`, 'P;Q', '', /"Q" is not an OBS_STATUS/],
  [`${several},OBS_STATUS[]`, 'P;?', '', /"\?" is not an OBS_STATUS/],
  [`${several},OBS_STATUS[]`, 'P;M', '', /status M, but the row has a value/],
  [`${several},CONF_STATUS[]`, 'F', 'l\t0\t1\t24240\t7\tA\n', /^$/],
  [`${several},CONF_STATUS[]`, 'C', '', /confidential \(C\)/],
  [`${several},CONF_STATUS[]`, 'F;C', '', /confidential \(F;C\)/],
  [`${several},CONF_STATUS[]: Confidentiality`, 'F: Free;C: Confidential', '', /confidential \(F;C\)/],
  [`${several},TITLE[en;zh]`, 'en:Visitors;zh:游客', 'l\t0\t1\t24240\t7\tA\n', /^$/],
  [`${several},CONF_STATUS,CONF_STATUS`, 'C,F', '', /two columns have this name/],
  [`${several},EMBARGO_TIME`, '2099-01-01', '', /under embargo until 2099-01-01/],
])('in the column %s, %s', async (header, field, text, problem) => {
  const found = await read(`${header}\ndataflow,A:B(1.0),I,330106,NEAR,2020,7,${field}\n`);
  expect(found.text).toBe(text);
  expect(found.problems.map((one) => one.problem).join()).toMatch(problem);
});

test.each([
  ['B;M', 'l\t0\t1\t24240\t\\N\tM\n', /^$/],
  ['B;P', '', /status B, but the row has no value/],
])('without a value, the statuses %s', async (field, text, problem) => {
  const found = await read(`${several},OBS_STATUS[]\ndataflow,A:B(1.0),I,330106,NEAR,2020,,${field}\n`);
  expect(found.text).toBe(text);
  expect(found.problems.map((one) => one.problem).join()).toMatch(problem);
});

test('areas that are in no register are bounded, because every release keeps their names', async () => {
  const [region, origin] = sdmxManifest.dimensions;
  const manifest = { ...sdmxManifest, dimensions: [{ ...region, region: { nameColumn: 'NAME' } }, origin] };
  const rows = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `A${index},${name},NEAR,2020,7\n`).join('');
  const file = (count: number, name = 'x') =>
    `REF_AREA,NAME,ORIGIN,TIME_PERIOD,OBS_VALUE\n${rows(count, name)}`;
  expect((await read(file(100_001), manifest)).problems).toMatchObject([
    { problem: expect.stringMatching(/more than 100000 areas/) },
  ]);
  expect((await read(file(1, 'x'.repeat(201)), manifest)).problems).toMatchObject([
    { problem: expect.stringMatching(/more than 200 characters/) },
  ]);
});
