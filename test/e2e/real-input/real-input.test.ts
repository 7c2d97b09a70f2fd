import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '@civic-graph/launcher';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realDataFile, realDataIsAbsent } from '../../shared-data.ts';
import { startTestDeployment, type TestDeployment } from '../deployment.ts';

/** A citizen of the demo, departures in Kuopio on a day of the feed, Finland in the World Bank's data. */
const query = `query ($stop: ID!, $other: ID!, $at: DateTime!) {
  me { ageOver(years: 18) notices(status: ISSUED, first: 1) { nodes { code agency { name(language: EN) } } } }
  feed { stopCount tripCount stopTimeCount }
  stop(gtfsId: $stop) { name departures(at: $at, first: 5) { nodes { scheduledDeparture trip { gtfsId } route { shortName } } } }
  planJourney(from: $stop, to: $other, departAt: $at) { itineraries { departure arrival } }
  region(code: "FIN") {
    name(language: EN)
    population: indicator(dataflow: "world-population") { series { observations { timePeriod value } } }
    gdp: indicator(dataflow: "world-gdp") { series { latest { timePeriod value } } }
  }
}`;

function manifest(name: 'population' | 'gdp', zh: string, en: string, unit: object): object {
  return {
    id: `world-${name}`,
    agency: 'statistics',
    title: { zh, en },
    description: { zh, en },
    licence: { name: 'PDDL-1.0', url: 'https://opendatacommons.org/licenses/pddl/1-0/' },
    source: 'World Bank',
    lastUpdated: '2026-01-01T00:00:00Z',
    frequency: 'A',
    file: realDataFile(`${name}.csv`),
    dimensions: [
      {
        id: 'REF_AREA',
        column: 'Country Code',
        name: { zh: '国家或地区', en: 'Country or area' },
        region: { nameColumn: 'Country Name' },
      },
    ],
    time: { column: 'Year' },
    measure: { column: 'Value', name: { zh, en }, unit },
  };
}

async function worldBankRows(
  file: 'population.csv' | 'gdp.csv',
  code: string,
): Promise<[year: string, value: number][]> {
  const lines = (await readFile(realDataFile(file), 'utf8')).split(/\r?\n/);
  return lines
    .filter((line) => line.includes(`,${code},`))
    .map((line) => line.split(',').slice(-2))
    .map(([year, value]) => [year!, Number(value)]);
}

describe.skipIf(realDataIsAbsent)('the query over four agencies on real data', () => {
  let city: TestDeployment;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-datasets-'));
    const persons = { code: 'PS', name: { zh: '人', en: 'persons' } };
    const dollars = { code: 'USD', name: { zh: '现价美元', en: 'current US dollars' } };
    const write = (name: string, content: object) =>
      writeFile(join(folder, `${name}.manifest.json`), JSON.stringify(content));
    await write('population', manifest('population', '世界各国人口', 'Population of the world', persons));
    await write('gdp', manifest('gdp', '世界各国国内生产总值', 'GDP of the world', dollars));
    city = await startTestDeployment({
      TRANSPORT_GTFS: realDataFile('gtfs-kuopio.zip'),
      STATISTICS_DATASETS: folder,
    });
  });
  afterAll(async () => {
    await city?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers with a real feed and real statistics beside the citizen’s data', async () => {
    const token = await requestToken(city.issuerUrl, { persona: 'lin' });
    const found = await city.query(null, '{ stops(first: 2) { nodes { gtfsId name } } }');
    const [stop, other] = (found.data as { stops: { nodes: { gtfsId: string }[] } }).stops.nodes;
    const at = '2016-11-15T07:30:00+02:00';
    const { data, errors } = await city.query(token, query, { stop: stop!.gtfsId, other: other!.gtfsId, at });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      me: { ageOver: true, notices: { nodes: [{ code: expect.stringMatching(/^\d{20}$/) }] } },
      feed: { stopCount: 1355, tripCount: 2149, stopTimeCount: 79123 },
      region: { name: 'Finland' },
    });
    const answer = data as {
      stop: { departures: { nodes: { scheduledDeparture: string }[] } };
      region: {
        population: { series: { observations: { timePeriod: string; value: number }[] }[] };
        gdp: { series: { latest: { timePeriod: string; value: number } }[] };
      };
    };
    for (const { scheduledDeparture } of answer.stop.departures.nodes) {
      expect(scheduledDeparture).toMatch(/^2016-11-1\dT\d\d:\d\d:\d\d\+02:00$/);
    }
    const observed = answer.region.population.series[0]!.observations;
    expect(observed.map(({ timePeriod, value }) => [timePeriod, value])).toEqual(
      await worldBankRows('population.csv', 'FIN'),
    );
    const { timePeriod, value } = answer.region.gdp.series[0]!.latest;
    expect([timePeriod, value]).toEqual((await worldBankRows('gdp.csv', 'FIN')).at(-1));
  });
});
