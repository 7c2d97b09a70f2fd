import type { Plugin } from 'esbuild';

const advice = 'is not in the bundle: see tools/bundle/src/unused-packages.ts';

/** JavaScript that replaces a package; most are imported and never called. */
const standIns: Readonly<Record<string, string>> = {
  // Subgraphs are called by our own client.
  'make-fetch-happen': `exports.defaults = () => () => { throw new Error('make-fetch-happen ${advice}'); };`,
  'node-fetch': '',
  // Our planners run in processes of their own. This one would read each supergraph again.
  '@apollo/query-planner': 'exports.QueryPlanner = class {};',
  '@apollo/composition': '',
  // Reports to Apollo are switched off.
  'node-cpu-count': '',
  '@opentelemetry/exporter-metrics-otlp-http': '',
  '@opentelemetry/resource-detector-alibaba-cloud': '',
  '@opentelemetry/resource-detector-aws': '',
  '@opentelemetry/resource-detector-azure': '',
  '@opentelemetry/resource-detector-gcp': '',
  '@opentelemetry/resources': '',
  '@opentelemetry/sdk-metrics': '',
  '@opentelemetry/semantic-conventions/incubating': '',
};

/**
 * Leaves out what `@apollo/gateway` imports and the gateway never calls: it was half of the gateway's bundle.
 */
export const unusedPackages: Plugin = {
  name: 'unused-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path, importer }) =>
      Object.hasOwn(standIns, path) && importer.includes('/node_modules/@apollo/gateway/')
        ? { path: `node_modules/${path}`, namespace: 'unused' }
        : null,
    );
    onLoad({ filter: /^/, namespace: 'unused' }, ({ path }) => ({
      contents: standIns[path.replace('node_modules/', '')] ?? '',
    }));
  },
};
