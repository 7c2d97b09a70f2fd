import { readdir, readFile, writeFile } from 'node:fs/promises';
import { describedVariables } from '@civic-graph/service';
import { variables as gateway } from '../gateway/src/config/environment.ts';
import { environment as launcher } from '../packages/launcher/src/config.ts';
import { environment as identity } from '../subgraphs/identity/src/config.ts';
import { variables as payments } from '../subgraphs/payments/src/config.ts';
import { variables as registry } from '../subgraphs/registry/src/config.ts';
import { environment as statistics } from '../subgraphs/statistics/src/config.ts';
import { environment as transport } from '../subgraphs/transport/src/config.ts';
import { chartSchema } from './environment/chart-settings.ts';
import { namedByPattern } from './environment/named-by-pattern.ts';
import { environmentPage } from './environment/page.ts';

const page = new URL('../docs/reference/environment.md', import.meta.url);
const chart = new URL('../deploy/helm/civic-graph/', import.meta.url);
const schema = new URL('values.schema.json', chart);
const services = { gateway, identity, transport, payments, statistics, registry, '`npm start`': launcher };
const variables = [
  ...Object.entries(services).flatMap(([service, shape]) =>
    describedVariables(shape).map((variable) => ({ ...variable, service })),
  ),
  ...namedByPattern,
];

const templates = new URL('templates/', chart);
const texts = (await readdir(templates)).map((name) => readFile(new URL(name, templates), 'utf8'));
const written = new Map([
  [page, environmentPage(variables)],
  [schema, chartSchema(await readFile(schema, 'utf8'), variables, (await Promise.all(texts)).join('\n'))],
]);

for (const [file, text] of written) {
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`${file.pathname} is out of date: run npm run environment-table\n`);
    process.exitCode = 1;
  }
}
