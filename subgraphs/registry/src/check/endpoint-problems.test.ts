import { parseManifest } from '@civic-graph/agencies';
import { describe, expect, it } from 'vitest';
import { sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { checkRelease } from './check-release.ts';
import { endpointProblems } from './endpoint-problems.ts';

const withEndpoint = (endpoint: string) => {
  const { manifest, ...release } = sampleAgency('libraries');
  return {
    ...release,
    subgraph: 'libraries',
    manifest: JSON.stringify({ ...JSON.parse(manifest), endpoint }),
  };
};

describe('an endpoint is refused', () => {
  it.each([
    'unix:/var/run/docker.sock:/containers/x/kill',
    'http://169.254.169.254/latest',
    'http://2852039166/latest',
    'http://[::ffff:169.254.169.254]/latest',
    'http://[fe80::1]/graphql',
    'https://user:secret@libraries.city.example/graphql',
    'https://user@libraries.city.example/graphql',
  ])('%s', async (endpoint) => {
    const input = { changed: 'libraries', before: null, manifestBefore: null, today: '2026-11-28' };
    const { report, sdl } = await checkRelease({ ...input, releases: [withEndpoint(endpoint)] });
    expect(sdl).toBeNull();
    expect(report.problems).toContainEqual(
      expect.objectContaining({ code: 'ENDPOINT_FORBIDDEN', severity: 'error', fixedBy: 'libraries' }),
    );
  });
});

it.each([
  'https://libraries.city.example/graphql',
  'http://libraries:4010/graphql',
  'http://10.0.0.7:4010/graphql',
])('%s is not', (endpoint) => {
  expect(endpointProblems(parseManifest(withEndpoint(endpoint).manifest, 'manifest.json'))).toEqual([]);
});

it('the release of another agency that is in force stops nobody', async () => {
  const other = { ...sampleAgency('archives'), subgraph: 'archives' };
  const { report } = await checkRelease({
    ...{ changed: 'archives', before: null, manifestBefore: null, today: '2026-11-28' },
    releases: [other, withEndpoint('unix:/run/libraries.sock')],
  });
  expect(report.problems.map(({ code }) => code)).not.toContain('ENDPOINT_FORBIDDEN');
});
