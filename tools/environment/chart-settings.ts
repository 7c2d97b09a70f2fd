import { isSecretName } from '@civic-graph/service';
import type { Variable } from './variable.ts';

/** What a production service refuses, or sets for itself. */
const neverSet = new Set(['SUBGRAPH_SCHEMAS', 'WORKER_SLOT', 'APOLLO_TELEMETRY_DISABLED', 'AUDIT']);
const isForDemo = ({ meaning }: Variable) => meaning.includes('Refused in production');
/** A secret belongs in a Secret, and a file would need a volume. */
const isSecretOrFile = ({ name }: Variable) => isSecretName(name) || name.endsWith('_FILE');

/** Of a name for each subgraph, such as `SUBGRAPH_URL_<NAME>`, the part before it. */
const start = (name: string) => name.replace('<NAME>', '');

/**
 * Returns values.schema.json of the Helm chart with the variables that `settings` of each service may hold:
 * all that the service reads and the templates do not set.
 */
export function chartSchema(schema: string, variables: readonly Variable[], templates: string): string {
  const parsed: { $defs: Record<string, unknown> } = JSON.parse(schema);
  const set = new Set([...templates.matchAll(/"([A-Z][A-Z0-9_]+)(?:%s)?"/g)].map(([, name]) => name));
  for (const service of new Set(variables.map((variable) => variable.service))) {
    const key = `settings_${service}`;
    if (!(key in parsed.$defs)) continue;
    const names = variables
      .filter((variable) => variable.service === service && !isForDemo(variable) && !isSecretOrFile(variable))
      .map(({ name }) => name)
      .filter((name) => !set.has(start(name)) && !neverSet.has(name));
    const [patterns, exact] = [names.filter(hasPattern), names.filter((name) => !hasPattern(name))];
    parsed.$defs[key] = {
      type: 'object',
      properties: Object.fromEntries(exact.sort().map((name) => [name, { type: 'string' }])),
      patternProperties: Object.fromEntries(
        patterns.map((name) => [`^${start(name)}[A-Z][A-Z0-9_]*$`, { type: 'string' }]),
      ),
      additionalProperties: false,
    };
  }
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

function hasPattern(name: string): boolean {
  return name.endsWith('<NAME>');
}
