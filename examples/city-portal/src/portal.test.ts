import { describe, expect, it } from 'vitest';
import { cookies, origin, refusal, sessionId, testPortal } from './portal.fixture.ts';

const board = (departures: object) => ({
  data: { station: { gtfsId: 'HZ:wulin', name: '武林广场', departures: { nodes: departures } }, stop: null },
});
const departure = {
  scheduledDeparture: '2026-11-28T10:04:30+08:00',
  estimatedDeparture: null,
  realtimeState: 'SCHEDULED',
  timePrecision: 'EXACT',
  headsign: '湘湖',
  route: { shortName: '1', mode: 'SUBWAY', color: 'E4002B' },
  stop: { platformCode: '2' },
};

describe('every page', () => {
  it('is in the language of its address, which is the browser’s at first', async () => {
    const portal = testPortal();
    expect((await portal.get('/', { 'accept-language': 'fr, en;q=0.8' })).location).toBe('/en');
    expect((await portal.get('/', { 'accept-language': 'fr' })).location).toBe('/zh');
    const { text } = await portal.get('/zh/notices');
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain('<a href="/en/notices" lang="en-GB" hreflang="en-GB">English</a>');
  });

  it('allows scripts and styles from the portal only, and uses no others', async () => {
    const portal = testPortal();
    for (const path of ['/en', '/en/notices', '/en/departures', '/en/districts', '/en/none', '/callback']) {
      const { headers, text } = await portal.get(path);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(text).not.toMatch(/<style| style=| on\w+="|<script>/);
    }
  });

  it('serves its files under names that change with their content', async () => {
    const portal = testPortal();
    const { text } = await portal.get('/en');
    const [, path = ''] = /href="(\/assets\/[^"]+\.css)"/.exec(text) ?? [];
    const { headers, status } = await portal.get(path);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('immutable');
    expect((await portal.get('/assets/../main.ts')).status).toBe(404);
  });

  it('writes what the city names as text', async () => {
    const portal = testPortal();
    const markup = '<script>alert(1)</script>"\'';
    portal.answers.Departures = board([
      { ...departure, headsign: markup, route: { ...departure.route, color: '"/><b' } },
    ]);
    const { text } = await portal.get('/en/departures');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('fill="currentColor"');
  });

  it('says so if neither gateway nor issuer answers', async () => {
    const portal = testPortal();
    portal.answers.Notices = new TypeError('fetch failed');
    const { status, text } = await portal.getSignedIn('/en/notices');
    expect([status, portal.reported.length]).toEqual([503, 1]);
    expect(text).toContain('The city’s services are not responding');
  });

  it('other addresses and methods are refused', async () => {
    const portal = testPortal();
    for (const path of ['/en/nothing', '/nothing', '/en/notices/%ff', '//evil.example'])
      expect([path, (await portal.get(path)).status]).toEqual([path, 404]);
    const put = await portal.handle(new Request(`${origin}/en`, { method: 'PUT' }));
    expect(put.status).toBe(405);
  });
});

describe('a form', () => {
  const keep = '/en/departures/HZ%3Awulin/keep';

  it('is accepted from the portal’s own pages', async () => {
    const { status, location, headers } = await testPortal().post(keep);
    expect([status, location]).toEqual([303, '/en/departures/HZ%3Awulin']);
    expect(headers.getSetCookie()[0]).toMatch(/^stop=HZ%3Awulin; Path=\/; HttpOnly; SameSite=Lax; Max-Age=/);
  });

  it.each([
    ['without its token', { form_token: '' }, {}],
    ['with the token of another session', {}, { cookie: `portal=${'b'.repeat(43)}` }],
    ['from another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['from another origin of this site', {}, { 'sec-fetch-site': 'same-site' }],
    ['from another origin', {}, { origin: 'https://evil.example' }],
    ['from nowhere', {}, { origin: 'null' }],
  ])('is refused %s', async (_case, form, headers) => {
    const portal = testPortal();
    const { status, text } = await portal.post('/en/notices/1/pay', form, headers);
    expect([status, portal.asked]).toEqual([403, []]);
    expect(text).toContain('This form has expired');
  });
});

describe('departures', () => {
  it('show lines, platforms, minutes and the time at which they were read', async () => {
    const portal = testPortal();
    portal.answers.Departures = board([departure, { ...departure, timePrecision: 'HEADWAY' }]);
    const { text } = await portal.get('/en/departures/HZ%3Awulin');
    expect(text).toContain('<strong>4 min</strong>');
    expect(text).toContain('<strong>about 4 min</strong>');
    expect(text).toContain('Metro · <span>Platform 2</span>');
    expect(text).toContain('As of <time datetime="2026-11-28T02:00:00.000Z">10:00:00</time>');
    const [, part = ''] = /data-live="([^"]+)"/.exec(text) ?? [];
    expect(part).toBe('/en/departures/HZ%3Awulin/board?first=8');
    expect((await portal.get(part)).text).toMatch(/^<table class="board">/);
  });

  it('show when a vehicle is expected to leave, and which does not', async () => {
    const portal = testPortal();
    const late = { estimatedDeparture: '2026-11-28T10:07:00+08:00', realtimeState: 'UPDATED' };
    portal.answers.Departures = board([
      { ...departure, ...late },
      { ...departure, realtimeState: 'CANCELED' },
    ]);
    const { text } = await portal.get('/en/departures');
    expect(text).toContain('<strong>7 min</strong>');
    expect(text).toMatch(/live\s*<s><time datetime="[^"]+">10:04<\/time><\/s> <time datetime="[^"]+">10:07</);
    expect(text).toContain('<strong class="off">cancelled</strong>');
    expect(text).not.toContain('by timetable');
  });

  it('show the time instead of minutes from an hour on', async () => {
    const portal = testPortal();
    const scheduledDeparture = '2026-11-28T11:04:00+08:00';
    const estimatedDeparture = '2026-11-28T11:09:00+08:00';
    portal.answers.Departures = board([
      { ...departure, scheduledDeparture },
      { ...departure, scheduledDeparture, estimatedDeparture, realtimeState: 'UPDATED' },
    ]);
    const { text } = await portal.get('/en/departures');
    expect(text).toMatch(/<strong><time [^>]+>11:04<\/time><\/strong>/);
    expect(text).toMatch(/<strong><time [^>]+>11:09<\/time><\/strong>.+live <s><time [^>]+>11:04</);
  });

  it('are of the stop that the citizen chose', async () => {
    const portal = testPortal();
    await portal.get('/en', { cookie: 'stop=HZ%3Aeast' });
    expect(portal.asked).toContainEqual({
      name: 'Departures',
      variables: { id: 'HZ:east', language: 'en', first: 4 },
    });
  });

  it('are found by name, and nearby without the place in an address', async () => {
    const portal = testPortal();
    const patterns = { nodes: [{ headsign: 'Lingyin Temple' }] };
    portal.answers.FindStops = {
      data: {
        stations: { nodes: [{ gtfsId: 'HZ:wulin', name: 'Wulin Square' }] },
        stops: {
          nodes: [
            { gtfsId: 'HZ:wulin-1', name: 'Wulin Square', patterns, station: { gtfsId: 'HZ:wulin' } },
            { gtfsId: 'HZ:bus', name: 'Wulin Square Bus Stop', patterns, station: null },
          ],
        },
      },
    };
    expect((await portal.get('/en/departures?q=wulin')).text).toMatch(/2 stops.*to Lingyin Temple/s);
    portal.answers.NearbyStops = {
      data: {
        stopsNear: {
          edges: [
            {
              distanceMeters: 84,
              node: { gtfsId: 'HZ:a-1', name: 'A', patterns, station: { gtfsId: 'HZ:a', name: 'A' } },
            },
            {
              distanceMeters: 92,
              node: { gtfsId: 'HZ:a-2', name: 'A', patterns, station: { gtfsId: 'HZ:a', name: 'A' } },
            },
          ],
        },
      },
    };
    const { text } = await portal.post('/en/departures/nearby', { latitude: '30.27', longitude: '120.16' });
    expect(text).toMatch(/One stop.*80 m/s);
    const without = await portal.post('/en/departures/nearby', { latitude: 'none' });
    expect(without.text).toContain('Your browser did not share your position.');
  });
});

describe('my district', () => {
  const series = (id: string, value: number | null) => ({
    key: [{ id: 'AGE', value: id, name: id }],
    observations: [
      { timePeriod: '2020', value: 100 },
      { timePeriod: '2025', value: 120 },
    ],
    latest: value === null ? null : { timePeriod: '2025', value },
  });
  const dataflow = {
    ...{ title: 'Residents', lastUpdated: '2026-03-02T09:00:00+08:00', source: '' },
    ...{ agency: { name: 'Statistics Bureau' }, licence: { name: 'CC0-1.0' } },
    structure: {
      dimensions: [
        { id: 'REF_AREA', codelist: { codes: { nodes: [] } } },
        { id: 'AGE', codelist: { codes: { nodes: ['_T', 'Y0T5', 'Y_GE65'].map((id) => ({ id })) } } },
      ],
    },
  };
  const region = {
    ...{ code: '330106', name: 'Xihu District', parent: null, commuting: null },
    residents: { dataflow, series: [series('_T', 120)] },
    ages: { dataflow, series: [series('_T', 120), series('Y_GE65', null), series('Y0T5', 30)] },
  };

  it('shows figures with their source, and which are not published', async () => {
    const portal = testPortal();
    portal.answers.District = { data: { region } };
    const { text, headers } = await portal.get('/en/districts/330106');
    expect(text).toContain('+20% since 2020');
    expect(text).toMatch(/Y0T5.*Y_GE65.*not published/s);
    expect(text).toContain('Statistics Bureau');
    expect(headers.getSetCookie()[0]).toContain('district=330106');
    expect((await portal.get('/en/district', { cookie: 'district=330106' })).location).toBe(
      '/en/districts/330106',
    );
  });

  it('is found by the registered address, of which only the district is read', async () => {
    const portal = testPortal();
    expect((await portal.get('/en/district/registered')).location).toBe(
      '/en/sign-in?from=%2Fen%2Fdistrict%2Fregistered',
    );
    portal.answers.RegisteredDistrict = {
      refusals: [refusal('step-up-needed', 'Profile.address', { acrValues: 'high' })],
    };
    const refused = await portal.getSignedIn('/en/district/registered');
    expect(refused.text).toContain('For the district of your address, sign in at a higher level');
    portal.answers.RegisteredDistrict = {
      data: { me: { profile: { address: { region: { code: '330106' } } } } },
    };
    expect((await portal.getSignedIn('/en/district/registered')).location).toBe('/en/districts/330106');
  });
});

it('a session’s cookie is the only one that identifies, and has the expected form', async () => {
  expect(cookies).toBe(`portal=${sessionId}`);
  const { text } = await testPortal().get('/en/notices', { cookie: 'portal=short' });
  expect(text).toContain('Sign in to see fines and fees addressed to you.');
});
