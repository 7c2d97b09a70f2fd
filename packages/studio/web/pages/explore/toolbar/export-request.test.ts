import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { exportRequest } from './export-request.ts';

const request = {
  url: 'http://127.0.0.1:4000/graphql',
  query:
    'query Q($name: String) {\n  # it’s "quoted" \\ and $HOME `id`\n  stations(name: $name) { nodes { name } }\n}',
  variables: '{ "name": "武林\'s \\"{x}\\"" }',
};
const body = { query: request.query, variables: JSON.parse(request.variables) };

it('a shell passes the body of the curl line on as it is', () => {
  const line = exportRequest(request, 'curl');
  const script = `curl() { printf '%s' "\${@: -1}"; }; CIVIC_TOKEN=t; ${line}`;
  expect(JSON.parse(execFileSync('bash', ['-c', script], { encoding: 'utf8' }))).toEqual(body);
});

it('TypeScript sends the same body', async () => {
  const text = exportRequest(request, 'TypeScript');
  const sent: RequestInit[] = [];
  const fetch = async (_url: string, init: RequestInit) => {
    sent.push(init);
    return Response.json({});
  };
  const run = new Function('fetch', 'console', `return (async () => { ${text} })()`);
  await run(fetch, { log: () => undefined });
  expect(JSON.parse(String(sent[0]?.body))).toEqual(body);
});

it('Python reads the same body', () => {
  const text = exportRequest(request, 'Python');
  const line = text.split('\n').find((each) => each.startsWith('body ='));
  const script = `import json\n${line}\nprint(json.dumps(body))`;
  expect(JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8' }))).toEqual(body);
});

it('unfinished variables are left out, and no format holds a token', () => {
  expect(exportRequest({ ...request, variables: '{ "name": ' }, 'curl')).not.toContain('variables');
  for (const format of ['curl', 'TypeScript', 'Python'] as const) {
    expect(exportRequest(request, format)).toContain('CIVIC_TOKEN');
  }
});
