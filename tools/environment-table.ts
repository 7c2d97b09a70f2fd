import { readFile, writeFile } from 'node:fs/promises';
import { describedVariables } from '@civic-graph/service';
import { variables as gateway } from '../gateway/src/config/environment.ts';
import { environment as launcher } from '../packages/launcher/src/config.ts';
import { environment as identity } from '../subgraphs/identity/src/config.ts';
import { variables as payments } from '../subgraphs/payments/src/config.ts';
import { variables as registry } from '../subgraphs/registry/src/config.ts';
import { environment as statistics } from '../subgraphs/statistics/src/config.ts';
import { environment as transport } from '../subgraphs/transport/src/config.ts';
import { namedByPattern } from './environment/named-by-pattern.ts';
import { environmentPage } from './environment/page.ts';

const page = new URL('../docs/reference/environment.md', import.meta.url);
const services = { gateway, identity, transport, payments, statistics, registry, '`npm start`': launcher };
const text = environmentPage([
  ...Object.entries(services).flatMap(([service, shape]) =>
    describedVariables(shape).map((variable) => ({ ...variable, service })),
  ),
  ...namedByPattern,
]);

if (process.argv.includes('--check')) {
  const written = await readFile(page, 'utf8').catch(() => '');
  if (written !== text) {
    process.stderr.write('docs/reference/environment.md is out of date: run npm run environment-table\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(page, text);
}
