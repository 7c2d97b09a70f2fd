import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docs/reference/security.md', root), 'utf8');
const rows = text.split('\n').filter((line) => /^\| (?!threat|what must hold|-)/.test(line));
const paths = [
  ...new Set(rows.flatMap((row) => [...row.matchAll(/`([\w-]+\/[\w./-]+)`/g)].map(([, path]) => path!))),
];
/** A test file runs every scenario and every suite; knip reports others as unused. */
const isTest = /\.(test|scenario|suite)\.ts$/;

describe('every row of docs/reference/security.md names existing tests:', () => {
  it.each(paths)('%s', async (path) => {
    const url = new URL(path, root);
    expect(existsSync(url)).toBe(true);
    if (!statSync(url).isDirectory()) return expect(path).toMatch(isTest);
    const files = await readdir(url, { recursive: true });
    expect(files.filter((file) => isTest.test(file))).not.toEqual([]);
  });

  it('no row is without a test', () => {
    expect(rows.length).toBeGreaterThan(20);
    const shownBy = rows.map((row) => row.split('|').at(-2) ?? '');
    const shown = /`([\w-]+\/[\w./-]+|npm run chaos -- [\w-]+)`/;
    expect(shownBy.filter((cell) => !shown.test(cell))).toEqual([]);
  });
});

/** Requirements on access, with the test that shows each: a missing title is an untested row. */
const access: readonly (readonly [what: string, file: string, title: string])[] = [
  [
    'every persona, field and path',
    'test/conformance/every-field/every-field.test.ts',
    'reaches every field that a client can select',
  ],
  ['published bypasses', 'test/conformance/bypasses/bypasses.test.ts', '$title: $defence.kind'],
  [
    'rules that are empty, unknown or not enforced',
    'gateway/src/supergraph/served-supergraph.test.ts',
    'rejects a supergraph with',
  ],
  [
    'access that is not configured',
    'gateway/src/config/config.test.ts',
    'rejects a bad one with one line that names the variable',
  ],
  [
    'two callers, one document',
    'gateway/src/server/http/callers-at-once.test.ts',
    'the same document at once by callers of different rights',
  ],
  [
    'another person’s id',
    'test/e2e/two-citizens/two-citizens.scenario.ts',
    'by zhao’s ids, lin finds nothing that is only zhao’s',
  ],
  ['forged tokens', 'gateway/src/admission/authentication/forged-tokens.test.ts', ' is refused:'],
  [
    '60 s of skew',
    'gateway/src/admission/authentication/forged-tokens.test.ts',
    '60 seconds of skew are allowed',
  ],
  [
    'rotation, 1,000 unknown keys',
    'gateway/src/admission/authentication/key-rotation.test.ts',
    'no call fails while keys rotate and 1,000 tokens name unknown keys',
  ],
  [
    'a code used twice',
    'subgraphs/identity/src/issuer/authorization-code.test.ts',
    'reuse revokes the tokens of the first use',
  ],
  [
    'PKCE absent or plain',
    'subgraphs/identity/src/issuer/authorization-code.test.ts',
    'a code cannot be redeemed with another verifier',
  ],
  [
    'another redirect_uri',
    'subgraphs/identity/src/issuer/authorization-code.test.ts',
    'is refused, with a page and no redirect',
  ],
  [
    'a refresh token used twice',
    'subgraphs/identity/src/issuer/authorization-code.test.ts',
    'reuse of an old one revokes the family',
  ],
  ['a direct call', 'packages/subgraph-kit/src/front-door.test.ts', '%s without a signature'],
  ['a replayed call', 'packages/subgraph-kit/src/front-door.test.ts', 'a signed mutation the second time'],
  [
    'a withdrawn consent',
    'test/e2e/consent-withdrawn/consent-withdrawn.scenario.ts',
    'ends its tokens on both gateways',
  ],
  [
    'open subscriptions',
    'gateway/src/server/subscriptions/subscriptions.test.ts',
    'ends with TOKEN_REVOKED when the consent behind its token is revoked',
  ],
  [
    'introspection',
    'test/conformance/introspection/introspection.test.ts',
    'introspection hides types without an open path from anonymous callers',
  ],
  [
    'public names',
    'test/conformance/introspection/public-names.test.ts',
    '%s is refused with its rule and its remedy',
  ],
  [
    'hidden names',
    'test/conformance/introspection/public-names.test.ts',
    'a hidden element gets the same answer as an unknown one',
  ],
  [
    'look-alike directives at the gateway',
    'test/conformance/look-alikes/look-alikes.test.ts',
    ' by the gateway',
  ],
  [
    'look-alike directives at a subgraph',
    'test/conformance/look-alikes/look-alikes.test.ts',
    ' by the subgraph',
  ],
  [
    'a supergraph that aborts the planner',
    'gateway/src/supergraph/civic-gateway.test.ts',
    'what aborts the native planner',
  ],
  ['suggestions', 'test/conformance/introspection/introspection.test.ts', 'is refused without a suggestion'],
  [
    'planted secrets',
    'gateway/src/server/http/planted-secrets.test.ts',
    'it is found neither in the answer nor in the log',
  ],
];

describe('each requirement on access has a test of this name, which the page names:', () => {
  it.each(access)('%s', (_, file, title) => {
    expect(readFileSync(new URL(file, root), 'utf8')).toContain(title);
    expect(paths.some((path) => file === path || file.startsWith(`${path}/`))).toBe(true);
  });
});
