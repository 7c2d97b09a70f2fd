import { describe, expect, it } from 'vitest';
import { agencyOf, parseAgencyMapping } from './agency-mapping.ts';
import { readConfig } from './config.ts';

const base = { PORT: '0', SUBGRAPH_SECRET: Buffer.alloc(32, 1).toString('base64url') };

describe('the configuration', () => {
  it('serves the demo city only in a demo', () => {
    expect(readConfig({ ...base, DEPLOYMENT: 'demo' })).toMatchObject({
      demo: true,
      feeds: [{ id: 'HZ', gtfs: null, realtime: 'simulated', region: '330100', reloadSeconds: 60 }],
    });
    expect(() => readConfig(base)).toThrow(/^TRANSPORT_GTFS: /);
  });

  it.each([
    ['data/gtfs-kuopio.zip', 'kuopio'],
    ['https://feeds.example/city/gtfs.zip?key=secret', 'feed'],
    ['https://feeds.example/hsl.zip', 'hsl'],
    ['/data/My Feed.zip', 'My-Feed'],
  ])('names the feed of %s %s', (gtfs, id) => {
    const config = readConfig({ ...base, TRANSPORT_GTFS: gtfs });
    expect(config).toMatchObject({ demo: false, feeds: [{ id, gtfs, realtime: [] }] });
  });

  it.each([
    ['TRANSPORT_REGION', 'hangzhou'],
    ['TRANSPORT_FEED_ID', 'a:b'],
    ['TRANSPORT_RELOAD_SECONDS', '-1'],
    ['TRANSPORT_AGENCY', 'bus='],
    ['TRANSPORT_GTFS_RT', 'trips.pb|never'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    expect(() => readConfig({ ...base, DEPLOYMENT: 'demo', [name]: value })).toThrow(
      new RegExp(`^${name}: .+$`),
    );
  });

  it('simulates no feed but the demo city, and replaces the simulation by sources', () => {
    const demo = { ...base, DEPLOYMENT: 'demo' };
    const realtimeOf = (more: object) => readConfig({ ...demo, ...more }).feeds[0]?.realtime;
    expect(realtimeOf({ TRANSPORT_GTFS: 'a.zip' })).toEqual([]);
    expect(realtimeOf({ TRANSPORT_GTFS_RT: 'trips.pb|10' })).toMatchObject([
      { place: 'trips.pb', seconds: 10 },
    ]);
  });

  it('quotes a wrong region', () => {
    const env = { ...base, DEPLOYMENT: 'demo', TRANSPORT_REGION: 'Finland' };
    expect(() => readConfig(env)).toThrow(/"Finland" is neither .+ such as FIN$/);
  });

  it('maps the companies of a feed to agencies', () => {
    const mapping = parseAgencyMapping('metro=metro-office, *=transport');
    expect(agencyOf(mapping, 'metro')).toBe('metro-office');
    expect(agencyOf(mapping, 'bus')).toBe('transport');
    expect(agencyOf(parseAgencyMapping('transport'), 'anything')).toBe('transport');
  });
});
