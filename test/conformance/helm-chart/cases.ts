const shared = { accessMode: 'ReadWriteMany' };
const images = { registry: 'registry.city.example/civic-graph' };
const urls = { graph: 'https://graph.city.example', issuer: 'https://id.city.example' };
const transport = {
  region: '330100',
  feed: { volume: { persistentVolumeClaim: { claimName: 'feeds', readOnly: true } }, file: 'city.zip' },
};
const statistics = {
  dataSets: { persistentVolumeClaim: { claimName: 'datasets', readOnly: true } },
  agencies: ['statistics', 'transport'],
};

/** No more than the chart requires. */
export const minimal = { images, urls, transport, statistics };

const scraper = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }];

/** Everything that docker-compose.yml can set. */
export const everything = {
  images: { ...images, tag: '1.2.3', pullSecrets: [{ name: 'registry' }] },
  serviceAccountName: 'civic-graph',
  urls: {
    ...urls,
    mcp: 'https://graph.city.example/mcp',
    studio: 'https://graph.city.example',
    payments: 'https://pay.city.example',
    statistics: 'https://data.city.example',
    transport: 'https://maps.city.example',
  },
  logLevel: 'warn',
  tracing: { endpoint: 'http://collector.tracing:4318', samplerArg: '0.01' },
  secrets: {
    from: { DATABASE_URL_IDENTITY: { name: 'identity-db-app', key: 'uri' }, REDIS_URL: { name: 'redis' } },
    optional: [
      'AUDIT_SIGNING_KEY',
      'GATEWAY_SIGNING_KEY',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'WEBHOOK_SIGNING_KEY',
    ],
  },
  gateway: {
    workers: 2,
    websocketOrigins: ['https://portal.example', 'https://app.example'],
    subgraphs: [{ name: 'public-works', url: 'https://works.city.example/graphql' }],
    settings: { SAFELISTS: 'enforce', SUBGRAPH_SETTINGS_TRANSPORT: 'deadlineMs=800' },
    checkpoints: { existingClaim: 'checkpoints' },
    autoscaling: { enabled: true, maxReplicas: 12, eventLoopDelay: '50m' },
  },
  identity: {
    replicas: 2,
    storage: shared,
    manifests: { configMap: { name: 'agencies' } },
    signIn: { secretName: 'sign-in' },
    settings: { PROFILING_SWEEP_PERCENT: '5' },
  },
  transport: {
    ...transport,
    feed: { ...transport.feed, realtime: 'https://rt.example/trips.pb|15' },
    ...{ replicas: 2, feedId: 'city', agency: 'transport' },
  },
  payments: {
    replicas: 2,
    storage: shared,
    providers: ['alipay', 'wechat-pay'],
    alipay: { appId: '2021', sellerId: '2088' },
    wechatPay: { appId: 'wx1', merchantId: '1900' },
  },
  statistics: { ...statistics, replicas: 2, clickhouse: true },
  registry: { replicas: 2, clickhouse: true, storage: shared },
  networkPolicy: {
    postgres: { peers: [{ ipBlock: { cidr: '10.0.0.0/24' } }] },
    redis: { peers: [{ podSelector: { matchLabels: { app: 'redis' } } }], port: 6380 },
  },
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'civic', effect: 'NoSchedule' }],
  priorityClassName: 'high',
  monitoring: { enabled: true, from: scraper, labels: { release: 'prometheus' } },
};

const gatewayApi = {
  kind: 'gatewayApi',
  gatewayApi: {
    parentRefs: [{ name: 'public', namespace: 'edge', sectionName: 'https' }],
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }],
  },
};

/** The values that are linted, rendered and checked. */
export const cases: Readonly<Record<string, object>> = {
  minimal,
  everything,
  'the supergraph from the registry': {
    ...minimal,
    supergraph: { source: 'registry', registryPublicKeys: ['A'.repeat(43)] },
  },
  'a supergraph file and a feed by URL': {
    ...minimal,
    supergraph: { source: 'file', volume: { configMap: { name: 'supergraph' } }, path: 'city.graphql' },
    transport: { region: 'FIN', feed: { url: 'https://feeds.example/city.zip' } },
  },
  'Gateway API': {
    ...minimal,
    urls: {
      ...urls,
      payments: 'https://pay.city.example',
      statistics: 'https://data.city.example',
      transport: 'https://maps.city.example',
    },
    edge: gatewayApi,
  },
  'gateways without volumes': {
    ...minimal,
    gateway: {
      journalIn: 'jetstream',
      autoscaling: { enabled: true },
      settings: { AUDIT_NATS_REPLICAS: '5', SHUTDOWN_DELAY_MS: '5000' },
    },
    networkPolicy: { nats: { peers: [{ podSelector: { matchLabels: { app: 'nats' } } }] } },
  },
  'no edge, no policies, no migrations': {
    ...minimal,
    fullnameOverride: 'civic',
    images: { ...images, digests: { gateway: `sha256:${'0'.repeat(64)}` } },
    edge: { kind: 'none' },
    networkPolicy: { enabled: false },
    migrations: { enabled: false },
    podDisruptionBudgets: false,
    monitoring: { enabled: true, rules: false, dashboard: false },
  },
};
