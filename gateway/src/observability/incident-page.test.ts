import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/* Panels and log lines that docs/how-to/operate/incident.md quotes, which an operator looks for. */

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(`${repository}${file}`, 'utf8');

const page = read('docs/how-to/operate/incident.md')
  .replace(/`[^`]*`/g, '')
  .replaceAll('\n', ' ');
const quoted = [...page.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text);
const isPanel = (text: string) => /^[A-Z]/.test(text);

const panels = [...read('deploy/grafana/gateway-dashboard.json').matchAll(/"title": "([^"]+)"/g)].map(
  ([, title = '']) => title,
);
const sources = ['gateway/src', 'packages/audit/src'].flatMap((folder) =>
  readdirSync(`${repository}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => read(`${folder}/${name}`)),
);

test('quotes panels and log lines', () => {
  expect(quoted.filter(isPanel).length).toBeGreaterThan(0);
  expect(quoted.filter((text) => !isPanel(text)).length).toBeGreaterThan(0);
});

test.each(quoted.filter(isPanel))('the panel "%s" is on the dashboard', (text) => {
  expect(panels.filter((title) => title.startsWith(text))).not.toEqual([]);
});

test.each(quoted.filter((text) => !isPanel(text)))('the log line "%s" is written', (text) => {
  expect(sources.some((source) => source.includes(`'${text}`))).toBe(true);
});
