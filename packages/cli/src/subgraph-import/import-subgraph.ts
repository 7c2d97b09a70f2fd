import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { createSubgraphFolder, type InitOptions } from '../subgraph-init/init-subgraph.ts';
import { readTemplate, renderTemplate } from '../subgraph-init/render-template.ts';
import { subgraphNames } from '../subgraph-init/subgraph-names.ts';
import { type JsonObject, listAt, objectAt, textAt } from './document/json.ts';
import { readDocument } from './document/read-document.ts';
import { readOperations } from './document/read-operations.ts';
import { createResolver } from './document/references.ts';
import { ruleNames } from './output/access-rules.ts';
import { printManifest } from './output/print-manifest.ts';
import { printOperations } from './output/print-operations.ts';
import { printPolicyCases } from './output/print-policy-cases.ts';
import { printReview } from './output/print-review.ts';
import { printSchema } from './output/print-schema.ts';
import type { Proposal } from './proposal/model.ts';
import { propose } from './proposal/propose.ts';

export interface ImportOptions extends InitOptions {
  /** File with the OpenAPI document. */
  readonly document: string;
  /** Beginnings of paths that are public. */
  readonly publicPaths: readonly string[];
  /** Parameter that takes the internal key of a citizen. */
  readonly citizenParameter: string | null;
}

/** Files that depend on the document. */
type ImportedFiles = Readonly<Record<string, string>>;

/** Replaced by files that depend on the document. */
const ofExample = /^(src\/|README\.md$|schema\.graphql$|policy\.test\.graphql$)/;

/** Creates the folder of a subgraph that answers from a REST API. @throws CommandError */
export async function importSubgraph(options: ImportOptions) {
  const document = await readDocument(options.document);
  const proposal = proposeFrom(document, options);
  const created = await createSubgraphFolder(options, async (folder, values) => {
    const shared = await renderTemplate(folder, values, 'subgraph', (path) => !ofExample.test(path));
    const server = await renderTemplate(folder, values, 'import');
    const written = await importedFiles(document, proposal, options, join(folder, 'manifest.json'));
    for (const [path, text] of Object.entries(written)) await writeFile(join(folder, path), text);
    return [...new Set([...shared, ...server, ...Object.keys(written)])];
  });
  return { ...created, proposal };
}

/** @throws CommandError where nothing can be imported */
export function proposeFrom(
  document: JsonObject,
  { name, publicPaths, citizenParameter }: Pick<ImportOptions, 'name' | 'publicPaths' | 'citizenParameter'>,
): Proposal {
  const { field, type } = subgraphNames(name);
  const resolve = createResolver(document);
  const read = readOperations(document, resolve);
  const proposal = propose(read, resolve, { field, type, publicPaths, citizenParameter });
  const [first] = proposal.leftOut;
  if (proposal.operations.length === 0) {
    const example = first === undefined ? 'it has no paths' : `${first.what}: ${first.why}`;
    throw new CommandError(`the document has no operation that can be imported (${example})`);
  }
  const hasCitizens = proposal.operations.some(({ on }) => on === 'Citizen');
  if (citizenParameter !== null && !hasCitizens) {
    throw new CommandError(`--citizen-parameter: no imported operation has a parameter ${citizenParameter}`);
  }
  return proposal;
}

/** @param manifestPath manifest of the template, with its placeholders filled */
async function importedFiles(
  document: JsonObject,
  proposal: Proposal,
  { name, agency = name }: ImportOptions,
  manifestPath: string,
): Promise<ImportedFiles> {
  const names = ruleNames(name, agency);
  const cases = printPolicyCases(proposal, name);
  return {
    'schema.graphql': `${await schemaHeader()}${printSchema(proposal, names)}`,
    'manifest.json': await printManifest(manifestPath, proposal, names),
    'src/operations.json': printOperations(proposal, apiKeyHeader(document)),
    'IMPORT-REVIEW.md': printReview(proposal, factsOf(document)),
    ...(cases !== null && { 'policy.test.graphql': cases }),
  };
}

/** Links and directive definitions, as `init` writes them. */
export async function schemaHeader(): Promise<string> {
  const schema = await readTemplate('subgraph', 'schema.graphql');
  const end = schema.indexOf('type Query {');
  if (end === -1) throw new Error('the template of schema.graphql has no type Query');
  return schema.slice(0, end);
}

function factsOf(document: JsonObject) {
  const info = objectAt(document, 'info');
  return {
    title: textAt(info, 'title') ?? 'a document without a title',
    version: textAt(info, 'version') ?? '',
    digest: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
    servers: listAt(document, 'servers').flatMap((server) => textAt(server, 'url') ?? []),
  };
}

/** The header of the first scheme that sends a key in one. */
function apiKeyHeader(document: JsonObject): string | null {
  const schemes = objectAt(objectAt(document, 'components'), 'securitySchemes');
  const headers = Object.values(schemes ?? {}).flatMap((scheme) =>
    textAt(scheme, 'type') === 'apiKey' && textAt(scheme, 'in') === 'header'
      ? (textAt(scheme, 'name') ?? [])
      : [],
  );
  return headers.find((header) => /^[A-Za-z0-9-]{1,64}$/.test(header)) ?? null;
}
