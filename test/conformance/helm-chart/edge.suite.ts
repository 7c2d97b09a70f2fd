import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { repository } from '../../e2e/compose/compose-file.ts';
import { findProgram } from '../../find-program.ts';
import { rendered, withoutHelm } from './chart.ts';
import type { PathMatch } from './objects.ts';

const run = promisify(execFile);
const haproxy = findProgram('haproxy');
const balancer = await readFile(`${repository}deploy/haproxy.cfg`, 'utf8');

/** HTTPRoutes match regular expressions in full. */
function isMatched(matches: readonly PathMatch[], path: string, method = 'GET'): boolean {
  return matches.some(
    ({ path: { type, value }, method: only }) =>
      (only ?? method) === method &&
      (type === 'Exact'
        ? path === value
        : type === 'PathPrefix'
          ? path.startsWith(value)
          : new RegExp(`^(?:${value})$`).test(path)),
  );
}

describe.skipIf(withoutHelm)(`the edge of the Helm chart${withoutHelm}`, () => {
  it('is HAProxy with the rules of deploy/haproxy.cfg and the names of the cluster', async (context) => {
    const objects = await rendered('minimal');
    const text = objects.find(({ data }) => data?.['haproxy.cfg'])!.data!['haproxy.cfg']!;
    const names = {
      gateway: 'city-gateway-pods',
      identity: 'city-identity',
      payments: 'city-payments',
      statistics: 'city-statistics',
      transport: 'city-transport',
    };
    for (const [name, service] of Object.entries(names)) {
      expect(text).toContain(` ${service}.civic.svc.cluster.local:`);
      expect(text).not.toContain(` ${name}:`);
    }
    expect(text).not.toMatch(/docker|127\.0\.0\.11/);
    // Everything else is as in the file.
    const rules = (configuration: string) =>
      configuration.match(/^ +(?:acl|http-request|option|timeout|bind) .*$/gm);
    expect(rules(text)).toEqual(rules(balancer));
    if (haproxy === null) return context.skip('haproxy is not installed');
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-edge-'));
    try {
      await writeFile(join(folder, 'haproxy.cfg'), text);
      await run(haproxy, ['-c', '-f', join(folder, 'haproxy.cfg')]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has room for every gateway that the autoscaler may start', async () => {
    const text = JSON.stringify(await rendered('everything'));
    expect(text).toContain('server-template gateway 12 city-gateway-pods.');
  });

  it('is routes with the same paths, for the Gateway API', async () => {
    const objects = await rendered('Gateway API');
    const routes = new Map(
      objects
        .filter(({ kind }) => kind === 'HTTPRoute')
        .map(({ metadata, spec }) => [metadata.name, spec!.rules!.flatMap(({ matches }) => matches)]),
    );
    expect([...routes.keys()].sort()).toEqual([
      'city-graph',
      'city-issuer',
      'city-payments',
      'city-statistics',
      'city-transport',
    ]);
    const issuer = routes.get('city-issuer')!;
    const listed = (acl: string, criterion: string) =>
      [...balancer.matchAll(new RegExp(`^ +acl ${acl} ${criterion} (.*)$`, 'gm'))].flatMap(([, list = '']) =>
        list.split(' '),
      );
    expect(issuer.filter(({ path }) => path.type === 'Exact').map(({ path }) => path.value)).toEqual(
      listed('is_endpoint', 'path'),
    );
    expect(
      issuer.filter(({ path }) => path.type === 'RegularExpression').map(({ path }) => path.value),
    ).toEqual(listed('is_endpoint', 'path_reg'));
    // The most that a rule may have.
    expect(issuer.length).toBeLessThanOrEqual(64);
    for (const path of ['/', '/jwks', '/auth/x', '/interaction/x/login', '/me/zh', '/sign-in/callback/x']) {
      expect(isMatched(issuer, path), path).toBe(true);
    }
    for (const path of ['/graphql', '/readyz', '/revocations', '/demo/token', '/auth/x/y', '/jwks/']) {
      expect(isMatched(issuer, path), path).toBe(false);
    }
    const payments = routes.get('city-payments')!;
    expect(isMatched(payments, '/provider/alipay/notifications', 'POST')).toBe(true);
    expect(isMatched(payments, '/receipts/jwks.json')).toBe(true);
    expect(isMatched(payments, '/provider/alipay/notifications')).toBe(false);
    expect(isMatched(payments, '/graphql', 'POST')).toBe(false);
    const statistics = routes.get('city-statistics')!;
    expect(isMatched(statistics, '/sdmx/3.0/data/dataflow/statistics/population/1.0.0/*._T')).toBe(true);
    expect(isMatched(statistics, '/sdmx/3.0/data/dataflow', 'POST')).toBe(false);
    expect(isMatched(statistics, '/graphql')).toBe(false);
    const transport = routes.get('city-transport')!;
    expect(isMatched(transport, '/tiles/stops/12/2355/1141.mvt')).toBe(true);
    expect(isMatched(transport, '/graphql')).toBe(false);
    expect(isMatched(routes.get('city-graph')!, '/contracts/open-data/graphql', 'POST')).toBe(true);
  });
});
