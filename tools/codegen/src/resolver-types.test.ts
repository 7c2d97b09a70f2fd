import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { exportedModels } from './exported-models.ts';
import { resolverTypes } from './resolver-types.ts';

const sdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  enum Kind { A B }
  type Query { citizen(at: DateTime): Citizen }
  type Citizen @key(fields: "uin") { uin: ID! born: DateTime kind: Kind }
`;

test('the types know references, models and scalars', async () => {
  const code = await resolverTypes(sdl, new Set(['CitizenModel', 'StrangerModel']));
  expect(code).toContain("import type { CitizenModel } from './mappers.ts';");
  expect(code).not.toContain('StrangerModel');
  expect(code).toContain('__resolveReference?: ReferenceResolver<');
  expect(code).toContain('DateTime: { input: string; output: string; }');
  expect(code).toContain("import type { SubgraphContext } from '@civic-graph/subgraph-kit';");
});

// erasableSyntaxOnly and verbatimModuleSyntax: nothing but types may be left.
test('the types are nothing but types', async () => {
  const code = await resolverTypes(sdl, new Set());
  expect(code).not.toMatch(/^export (enum|const|namespace|class|function)\b/m);
  expect(code).not.toMatch(/^import (?!type\b)/m);
});

test('a type of another agency that is extended has resolvers', async () => {
  const extended = `${sdl} extend type Station @key(fields: "gtfsId") { gtfsId: ID! seats: Int }
    extend type Station { branches: Int }`;
  const code = await resolverTypes(extended, new Set());
  const station = code.slice(code.indexOf('export type StationResolvers<'));
  expect(station).toMatch(/^[^}]*\bseats\?: Resolver[^}]*\bbranches\?: Resolver/);
});

test('a scalar without a type stops the generation', async () => {
  await expect(
    resolverTypes(`${sdl} scalar Colour type Paint { colour: Colour }`, new Set()),
  ).rejects.toThrow('Colour');
});

test('models are found however they are exported', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-mappers-'));
  const file = pathToFileURL(join(folder, 'mappers.ts'));
  const lines = [
    'export interface AModel {}',
    'export type BModel = string;',
    "export type { CModel, Row as DModel } from './c.ts';",
    "export { type EModel } from './e.ts';",
    'interface HiddenModel {}',
    'export interface Other {}',
  ];
  await writeFile(file, lines.join('\n'));
  expect([...(await exportedModels(file))].sort()).toEqual([
    'AModel',
    'BModel',
    'CModel',
    'DModel',
    'EModel',
  ]);
  await rm(folder, { recursive: true });
  expect((await exportedModels(file)).size).toBe(0);
});
