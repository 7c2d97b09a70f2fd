import { isSecretName } from '@civic-graph/service';
import type { Variable } from './variable.ts';

const head = `# Environment variables

<!-- Generated from the schemas of the services by \`npm run environment-table\`. Do not edit. -->

Every service reads its configuration from the environment once, at the start. An invalid value stops the start with one
line that names the variable. An empty variable counts as absent. Secrets have no default in any deployment; \`npm start\`
creates those of the demo. A variable with an asterisk (*) may hold a secret, and can be given as a file instead: \`NAME_FILE\` is then
the path of the file.
`;

/** Returns the text of docs/reference/environment.md. */
export function environmentPage(variables: readonly Variable[]): string {
  const rows = merged(variables).map(({ name, service, accepts, fallback, meaning }) => [
    `\`${name}\`${canBeFile(name, variables) ? ' *' : ''}`,
    service,
    accepts,
    fallback,
    meaning,
  ]);
  const lines = [['variable', 'read by', 'accepts', 'default', 'meaning'], Array(5).fill('---'), ...rows];
  return `${head}\n${lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')}\n`;
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** A variable with a `NAME_FILE` of its own has a row for it. */
function canBeFile(name: string, variables: readonly Variable[]): boolean {
  return isSecretName(name) && !variables.some((other) => other.name === `${name}_FILE`);
}

/** One row for services that read a variable in the same way. */
function merged(variables: readonly Variable[]): Variable[] {
  const rows = new Map<string, Variable>();
  for (const variable of variables) {
    const key = JSON.stringify({ ...variable, service: '' });
    const known = rows.get(key);
    const service = known === undefined ? variable.service : `${known.service}, ${variable.service}`;
    rows.set(key, { ...variable, service });
  }
  return [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
