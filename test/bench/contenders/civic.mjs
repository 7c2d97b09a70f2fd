import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Like gateway/src/main.ts, with the subgraphs of the shape and, for growth, other limits. All files here are
// plain JavaScript, so that no transpiler is measured.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { createGateway } = await import('../../../gateway/dist/app/gateway.js');
const { readConfig } = await import('../../../gateway/dist/config/config.js');

const { SHAPE_FOLDER, SUBGRAPH_SECRET_IDENTITY: secret, GATEWAY_CHANGES = '{}' } = process.env;
const subgraphs = JSON.parse(readFileSync(join(SHAPE_FOLDER, 'subgraphs.json'), 'utf8'));
const config = readConfig(process.env);
const changes = JSON.parse(GATEWAY_CHANGES);
const gateway = await createGateway({
  ...config,
  ...changes,
  limits: { ...config.limits, ...changes.limits },
  subgraphs: { ...config.subgraphs, ...changes.subgraphs },
  directory: { endpoints: subgraphs.map(({ name, url }) => ({ name, url, secret })), file: null },
});
await gateway.listen();
process.once('SIGTERM', () => void gateway.close().then(() => process.exit(0)));
