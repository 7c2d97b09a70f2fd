import type { Catalogue } from '../catalogue.ts';
import {
  type CustomTableRequest,
  cellCount,
  customTable,
  maximumCells,
  type PublishedCell,
} from '../microdata/custom-table.ts';
import type { Microdata } from '../microdata/microdata.ts';
import type { MicrodataVariable } from '../microdata/microdata-manifest.ts';
import type { MicrodataStore } from '../microdata/microdata-store.ts';
import { badInput, type KeyArgument, list, quote } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { inLanguage, localizedName } from './localized.ts';
import type { Resolvers } from './resolver-types.ts';

/** A cell with the variables of its table. */
export interface CellOfTable {
  readonly request: CustomTableRequest;
  readonly cell: PublishedCell;
}

/** A code of a variable. */
export interface CodeOfVariable {
  readonly variable: MicrodataVariable;
  readonly code: string;
}

type MicrodataResolvers = Pick<
  Resolvers<StatisticsContext>,
  'Microdata' | 'Variable' | 'VariableCode' | 'CustomTable' | 'CustomCell'
>;

export function microdataResolvers(store: MicrodataStore): MicrodataResolvers {
  return {
    Microdata: {
      id: ({ manifest }) => manifest.id,
      title: ({ manifest }, args) => inLanguage(manifest.title, args),
      description: ({ manifest }, args) => inLanguage(manifest.description, args),
      agency: ({ manifest }) => ({ id: manifest.agency }),
      licence: ({ manifest }) => manifest.licence,
      source: ({ manifest }) => manifest.source,
      lastUpdated: ({ manifest }) => manifest.lastUpdated,
      maximumDeviation: ({ manifest: { privacy, perturbation } }) =>
        privacy === undefined ? perturbation.maximumDeviation : null,
      privacy: ({ manifest }) => manifest.privacy ?? null,
      maximumVariables: ({ manifest }) => manifest.maximumVariables,
      variables: ({ manifest }) => manifest.variables,
    },
    Variable: {
      name: localizedName,
      codes: (variable) => variable.codelist.codes.map(({ code }) => ({ variable, code })),
    },
    VariableCode: {
      variable: ({ variable }) => variable.id,
      code: ({ code }) => code,
      name: ({ variable, code }, args) => {
        const entry = variable.codelist.codes.find((one) => one.code === code);
        return inLanguage(entry?.name ?? { zh: code, en: code }, args);
      },
    },
    CustomTable: {
      microdata: ({ microdata }) => microdata,
      variables: (request) => variablesOf(request),
      cells: async (request) => (await customTable(store, request)).map((cell) => ({ request, cell })),
    },
    CustomCell: {
      key: ({ request, cell }) =>
        variablesOf(request).map((variable, index) => ({ variable, code: cell.codes[index] ?? '' })),
      count: ({ cell }) => cell.count,
    },
  };
}

export function variablesOf({
  microdata: { manifest },
  variables,
}: Pick<CustomTableRequest, 'microdata' | 'variables'>): MicrodataVariable[] {
  return variables.flatMap((position) => manifest.variables[position] ?? []);
}

/** @throws PublicError BAD_USER_INPUT */
export function microdataOf(catalogue: Catalogue, id: string): Microdata {
  const found = catalogue.microdata.find(({ manifest }) => manifest.id === id);
  if (found !== undefined) return found;
  const known = catalogue.microdata.map(({ manifest }) => manifest.id);
  throw badInput(`microdata: there are no ${quote(id)}; there are ${list(known) || 'none'}`);
}

/** @throws PublicError BAD_USER_INPUT */
export function parseCustomTable(
  catalogue: Catalogue,
  args: {
    readonly microdata: string;
    readonly variables: readonly string[];
    readonly where?: KeyArgument | null | undefined;
  },
): CustomTableRequest {
  const microdata = microdataOf(catalogue, args.microdata);
  if (microdata.manifest.privacy !== undefined) {
    throw badInput(`microdata: ${args.microdata} has a privacy budget; use privateTable`);
  }
  const where = new Map<number, number>();
  for (const { dimension, codes } of args.where ?? []) {
    const position = positionOf(microdata, 'where', dimension);
    if (where.has(position)) throw badInput(`where: ${dimension} is given twice; give it once`);
    where.set(position, codePosition(microdata, position, codes));
  }
  const variables = args.variables.map((id) => positionOf(microdata, 'variables', id));
  const used = new Set([...variables, ...where.keys()]);
  if (variables.length < 1 || new Set(variables).size < variables.length) {
    throw badInput('variables: name at least one, and each once');
  }
  const { maximumVariables } = microdata.manifest;
  if (used.size > maximumVariables) {
    throw badInput(
      `variables: ${used.size} with those of where; ${args.microdata} accepts at most ${maximumVariables}`,
    );
  }
  const request = { microdata, variables, where };
  const cells = cellCount(request);
  if (cells > maximumCells) {
    throw badInput(`variables: ${cells} cells; at most ${maximumCells} are accepted, so name codes in where`);
  }
  return request;
}

export function positionOf({ manifest }: Microdata, argument: string, id: string): number {
  const position = manifest.variables.findIndex((variable) => variable.id === id);
  if (position >= 0) return position;
  throw badInput(
    `${argument}: no variable ${quote(id)}; there are ${list(manifest.variables.map((one) => one.id))}`,
  );
}

/** A filter of several codes would give as many estimates of one cell as there are sets of codes. */
function codePosition({ manifest }: Microdata, variable: number, codes: readonly string[]): number {
  const { id, codelist } = manifest.variables[variable] ?? {};
  const known = codelist?.codes.map(({ code }) => code) ?? [];
  const [code, ...others] = new Set(codes);
  if (code === undefined) throw badInput('where: no codes; name one');
  if (others.length > 0) {
    throw badInput(
      `where: ${others.length + 1} codes of ${id}; name one, or put ${id} in variables and add up the counts`,
    );
  }
  const position = known.indexOf(code);
  if (position < 0) throw badInput(`where: no code ${quote(code)}; there are ${list(known)}`);
  return position;
}
