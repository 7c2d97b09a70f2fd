import { readFile } from 'node:fs/promises';
import { memoryFlags } from '@civic-graph/launcher';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  composeText,
  environmentOf,
  environmentTable,
  exampleVariables,
  findCompose,
  gatewaysOf,
  inCompose,
  productionEnvironment,
  readComposition,
  repository,
} from './compose-file.ts';

const compose = await findCompose();
const noCompose = 'docker compose is not installed';

/**
 * Variables that the file omits: their default is right, they would stop a production start, or they belong
 * to another topology.
 */
const leftAlone: Readonly<Record<string, readonly string[]>> = {
  gateway: [
    ...['SUBGRAPH_SCHEMAS', 'SUBGRAPHS_FILE', 'SUBGRAPH_CLIENT', 'PLANNER', 'OVERRIDE_LABELS'],
    ...['AUTHORIZATION_MODE', 'SAFELISTS', 'MAX_REVOCATION_SILENCE_MS', 'CONSOLE', 'AUDIT', 'CACHE'],
    ...['QUOTAS', 'QUOTA_APP', 'QUOTA_PERSON', 'QUOTA_ADDRESS', 'QUOTA_DATA_SUBJECTS', 'MAX_OPERATION_COST'],
    // The gateway sets WORKER_SLOT for its own workers.
    ...['AUDIT_SIGNING_KEY_FILE', 'WORKER_SLOT'],
    // Each gateway has a volume.
    ...['AUDIT_NATS_URL', 'AUDIT_NATS_REPLICAS'],
    // The supergraph and the manifests are files of the deployment.
    ...['REGISTRY_URL', 'REGISTRY_PUBLIC_KEYS', 'GATEWAY_ID', 'USAGE_REPORT_SECONDS'],
    'HEALTH_REPORT_MS',
    // The scraper is in the network namespace of a gateway.
    'ADMIN_HOST',
    ...['GATEWAY_SIGNING_KEY', 'GATEWAY_SIGNING_KEY_FILE'],
    ...['REQUEST_DEADLINE_MS', 'SLOW_OPERATION_MS', 'SHUTDOWN_DELAY_MS', 'APOLLO_TELEMETRY_DISABLED'],
  ],
  identity: [
    'SIGNING_KEY_MAX_AGE_DAYS',
    ...['REGISTRY_URL', 'REGISTRY_PUBLIC_KEYS', 'SUBGRAPH_SECRET_PLATFORM'],
    // Only for a demo.
    ...['TEST_LOGIN', 'PERSONA_TOKENS', 'SYNTHETIC_CITIZENS', 'SANDBOX_TOKENS', 'CITY_PORTAL_URL'],
    ...['PROFILING_JOIN_AGENCIES', 'PROFILING_JOIN_PEOPLE_DAY', 'PROFILING_SWEEP_PEOPLE_DAY'],
    ...['PROFILING_JOIN_PEOPLE_WEEK', 'PROFILING_SWEEP_PEOPLE_WEEK'],
    ...['PROFILING_SWEEP_GROWTH', 'PROFILING_SWEEP_PERCENT', 'PROFILING_AGAIN_AT'],
  ],
  // The file has a variable TRANSPORT_FEEDS of its own: the folder with the feeds.
  transport: ['TRANSPORT_RELOAD_SECONDS', 'TRANSPORT_FEEDS'],
  payments: [
    ...['ALIPAY_GATEWAY', 'WECHAT_PAY_ENDPOINT', 'PAYMENT_INQUIRY_SECONDS', 'WEBHOOK_TARGETS'],
    ...['ALIPAY_PRIVATE_KEY_FILE', 'ALIPAY_PUBLIC_KEY_FILE', 'WECHAT_PAY_CERTIFICATE_FILE'],
    ...['WECHAT_PAY_PRIVATE_KEY_FILE', 'WECHAT_PAY_API_V3_KEY_FILE'],
    // There is no pooler.
    'DATABASE_LISTEN_URL_PAYMENTS',
  ],
  statistics: ['CLICKHOUSE_URL', 'DISCLOSURE_KEY_FILE'],
  // No answer of the registry is cached; a demo alone has a seed.
  // Identity of this topology does not know the registry.
  registry: [
    ...['GATEWAY_URLS', 'REGISTRY_SEED', 'CLICKHOUSE_URL', 'SUBGRAPH_URL_IDENTITY', 'WEBHOOK_TARGETS'],
    ...['REGISTRY_CANARY_ERROR_PERCENT', 'REGISTRY_CANARY_MIN_REQUESTS', 'REGISTRY_CANARY_WINDOW_MS'],
    'DATABASE_LISTEN_URL_REGISTRY',
  ],
};

describe('docker-compose.yml', { timeout: 60_000 }, () => {
  let env: Record<string, string>;
  beforeAll(async () => {
    env = await productionEnvironment({});
  });

  it('is accepted by Compose: a balancer, two gateways, five subgraphs, PostgreSQL, Redis', async (context) => {
    if (compose === null) return context.skip(noCompose);
    const { services } = await readComposition(compose, env);
    expect(Object.keys(services).sort()).toEqual(
      [
        ...['balancer', 'gateway-1', 'gateway-2', 'identity', 'payments', 'postgres', 'redis', 'registry'],
        ...['statistics', 'transport'],
      ].sort(),
    );
    expect(Object.values(services).flatMap(({ build }) => build?.args.SERVICE ?? [])).toEqual([
      'gateway',
      'gateway',
      'subgraphs/identity',
      'subgraphs/payments',
      'subgraphs/registry',
      'subgraphs/statistics',
      'subgraphs/transport',
    ]);
  });

  it('keeps the journal of each gateway in a volume of its own, and verifies all of them', async (context) => {
    if (compose === null) return context.skip(noCompose);
    const { services, volumes } = await readComposition(compose, { ...env, COMPOSE_PROFILES: 'audit' });
    const { 'gateway-1': first, 'gateway-2': second, audit } = services;
    expect({ ...second, volumes: null }).toEqual({ ...first, volumes: null });
    const journals = gatewaysOf(services).map((name) => {
      const [data] = services[name]?.volumes?.filter(({ target }) => target === '/data') ?? [];
      return { name, type: data?.type, source: data?.source };
    });
    expect(journals).toEqual(
      ['gateway-1', 'gateway-2'].map((name) => ({ name, type: 'volume', source: name })),
    );
    for (const { source } of journals) expect(volumes[source ?? '']?.name).toBe(`civic-graph_${source}`);
    const mounted = journals.map(({ source = '' }) => ({ source, target: `/journals/${source}` }));
    expect(audit?.volumes).toEqual(
      [{ source: 'checkpoints', target: '/checkpoints' }, ...mounted].map((volume) => ({
        type: 'volume',
        ...volume,
        read_only: true,
      })),
    );
    expect(audit?.command).toEqual(['civic', 'audit', 'verify', ...mounted.map(({ target }) => target)]);
  });

  it('gives all gateways the name that the balancer and the agencies resolve', async (context) => {
    if (compose === null) return context.skip(noCompose);
    const { services } = await readComposition(compose, env);
    for (const name of gatewaysOf(services)) {
      for (const network of ['edge', 'inside']) {
        expect(services[name]?.networks?.[network]?.aliases, name).toEqual(['gateway']);
      }
    }
    expect(services.identity?.environment?.GATEWAY_URLS).toBe('http://gateway:4000');
  });

  it('publishes the ports of the balancer, which shares a network with all its targets', async () => {
    const text = await composeText();
    const balancer = await readFile(`${repository}deploy/haproxy.cfg`, 'utf8');
    const bound = [...balancer.matchAll(/^ +bind :(\d+) /gm)].map(([, port]) => port);
    const published = [...text.matchAll(/^ +- "\$\{\w+:-\d+\}:(\d+)"$/gm)].map(([, port]) => port);
    expect(bound).toEqual(published);
    const servers = [...balancer.matchAll(/^ +server(?:-template)? \w+ (?:\d+ )?(\w+):\d+ /gm)];
    expect(servers.map(([, service]) => service)).toEqual([
      'gateway',
      'identity',
      'payments',
      'statistics',
      'transport',
    ]);
    for (const service of servers.flatMap(([, name = '']) => (name === 'gateway' ? [] : [name]))) {
      expect(text).toMatch(
        new RegExp(`^  ${service}:\n(?:    .*\n|\n)*?    networks: \\[edge, inside\\]$`, 'm'),
      );
    }
  });

  it('exposes of payments only what providers and verifiers of receipts need', async () => {
    const balancer = await readFile(`${repository}deploy/haproxy.cfg`, 'utf8');
    const pattern = new RegExp(/acl is_notification path_reg (\S+)/.exec(balancer)?.[1] ?? '$^');
    for (const name of ['alipay', 'wechat-pay']) expect(`/provider/${name}/notifications`).toMatch(pattern);
    for (const path of ['/graphql', '/provider/test/notifications', '/provider/test/pay/1', '/readyz']) {
      expect(path).not.toMatch(pattern);
    }
    expect(balancer).toContain('deny unless is_notification METH_POST or is_key_set METH_GET');
  });

  it('waits for health checks, which every service has', async (context) => {
    if (compose === null) return context.skip(noCompose);
    const { services } = await readComposition(compose, env);
    const dockerfile = await readFile(`${repository}Dockerfile`, 'utf8');
    expect(dockerfile).toContain('HEALTHCHECK');
    for (const { depends_on } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on ?? {})) {
        expect(condition).toBe('service_healthy');
        // Images that we build have their own check.
        expect(services[name]?.build ?? services[name]?.healthcheck, name).toBeDefined();
      }
    }
  });

  it('is refused by the name of a required variable that is missing', async (context) => {
    if (compose === null) return context.skip(noCompose);
    // One for all: each call of Compose costs half a second.
    const { CITIZEN_KEY_SECRET: _, ...others } = env;
    await expect(readComposition(compose, others)).rejects.toThrow('CITIZEN_KEY_SECRET');
  });

  it.each(Object.entries(memoryFlags()))(
    'gives %s the same memory flags as `npm start`',
    async (name, flags) => {
      const command = ['node', ...flags, 'service.js'].map((word) => `"${word}"`).join(', ');
      const service = (await composeText())
        .split(/^ {2}(?=[\w-]+:)/m)
        .find((text) => text.startsWith(`${inCompose(name)}:`));
      expect(service).toContain(`command: [${command}]`);
    },
  );

  it('builds from what the Dockerfile reads: secrets and the civil registry beside it stay out', async () => {
    const read = (path: string) => readFile(`${repository}${path}`, 'utf8');
    const rules = (await read('.dockerignore')).split('\n').filter((line) => /^[^#]/.test(line));
    const copied = [...(await read('Dockerfile')).matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
      .flatMap(([, paths = '']) => paths.split(' '))
      .filter((path) => path !== '.');
    const { workspaces } = JSON.parse(await read('package.json')) as { readonly workspaces: string[] };
    const folders = workspaces.map((pattern) => pattern.replace('/*', ''));
    const ofNpm = ['.npmrc', 'package.json', 'package-lock.json'];
    expect(rules[0]).toBe('*');
    expect(rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))).toEqual(
      [...new Set([...copied, ...folders, ...ofNpm])].sort(),
    );
  });

  it('takes every variable with a secret from outside', async () => {
    const assignments = [
      ...(await composeText()).matchAll(/^ +(\w*(?:SECRET|PASSWORD|SALT|KEY|KEYS|AUTH)\w*): *(.+)$/gm),
    ];
    expect(assignments.length).toBeGreaterThan(10);
    for (const [, name, value] of assignments)
      expect(value, name).toMatch(/^\$\{\w+:(\?.*|-(\$\{\w+:-\})?)\}$/);
  });

  it.each(Object.entries(leftAlone))('passes to %s every variable that it reads', async (service, alone) => {
    const listed = await environmentTable(service);
    expect(listed.length).toBeGreaterThan(2);
    const handedOn = await environmentOf(service);
    const missing = listed.filter((name) => !handedOn.includes(name) && !alone.includes(name));
    expect(missing, 'neither in docker-compose.yml nor in the list of omitted variables').toEqual([]);
    expect(alone.filter((name) => handedOn.includes(name) || !listed.includes(name))).toEqual([]);
  });

  it('requires the variables of the example, which has no values', async () => {
    const asked = new Set([...(await composeText()).matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const example = await exampleVariables();
    expect([...example.keys()].sort()).toEqual([...asked].sort());
    expect([...example.values()].every((value) => value === '')).toBe(true);
  });
});
