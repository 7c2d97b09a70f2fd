import { camelCase, pascalCase, UniqueNames, wordsOf } from '../document/names.ts';
import {
  type LeftOut,
  placeholders,
  type RestOperation,
  type RestParameter,
} from '../document/read-operations.ts';
import type { Resolve } from '../document/references.ts';
import { classify } from './classify.ts';
import { identifierOf, type TypeDrafts } from './draft-types.ts';
import type { ProposedArgument, ProposedOperation } from './model.ts';

/** An operation before its field has a class. */
export type DraftOperation = Omit<ProposedOperation, 'proposal'>;

export interface DraftedOperations {
  readonly operations: readonly DraftOperation[];
  readonly leftOut: readonly LeftOut[];
}

const reading = new Set(['get', 'list', 'find', 'fetch', 'read', 'retrieve', 'query', 'search', 'show']);
const slicing = /^(limit|first|size|page ?size|per ?page|count|max( ?results)?|rows|take|top|\$top)$/;

/** @param prefix of all fields, such as `libraries` */
export function draftOperations(
  operations: readonly RestOperation[],
  {
    prefix,
    drafts,
    resolve,
    citizenParameter,
  }: {
    readonly prefix: string;
    readonly drafts: TypeDrafts;
    readonly resolve: Resolve;
    readonly citizenParameter: string | null;
  },
): DraftedOperations {
  const leftOut: LeftOut[] = [];
  const names = { Query: new UniqueNames(), Citizen: new UniqueNames() };
  const drafted = operations.flatMap((rest): DraftOperation[] => {
    const what = `GET ${rest.path}`;
    const name = operationName(rest);
    const result = drafts.reference(rest.response, name);
    if ('why' in result) {
      leftOut.push({ what, why: `its response cannot be typed: ${result.why}` });
      return [];
    }
    const isCitizens = rest.parameters.some((parameter) => parameter.name === citizenParameter);
    const given: ProposedArgument[] = [];
    const argumentNames = new UniqueNames();
    for (const parameter of rest.parameters) {
      if (parameter.name === citizenParameter) continue;
      const argument = draftArgument(parameter, argumentNames);
      if ('why' in argument) {
        const where = `${what}, parameter ${parameter.name}`;
        leftOut.push({ what: parameter.isRequired ? what : where, why: argument.why });
        if (parameter.isRequired) return [];
      } else given.push(argument);
    }
    const on = isCitizens ? 'Citizen' : 'Query';
    return [
      {
        field: names[on].take(`${prefix}${pascalCase(name) ?? 'Result'}`),
        ...{ rest, on, type: result.type, listSize: result.listSize, arguments: given },
        citizenParameter: isCitizens ? citizenParameter : null,
      },
    ];
  });
  return { operations: drafted, leftOut };

  function draftArgument(
    parameter: RestParameter,
    argumentNames: UniqueNames,
  ): ProposedArgument | { readonly why: string } {
    const { name, isRequired, isExploded, texts } = parameter;
    const found = drafts.reference(parameter.schema, name);
    if ('why' in found) return { why: `the parameter ${name} cannot be typed: ${found.why}` };
    const item = found.type.kind === 'list' ? found.type.of : found.type;
    if (item.kind !== 'scalar' && item.kind !== 'enum') return { why: `the parameter ${name} is an object` };
    const node = resolve(parameter.schema)?.node;
    const { dataClass, evidence } = classify({
      ...{ name, typeName: '', statedClass: null, publicBecause: null },
      description: `${texts.en ?? ''} ${texts.zh ?? ''}`,
      format: typeof node?.format === 'string' ? node.format : null,
    });
    if (dataClass === 'C4') return { why: `the parameter ${name} takes data of class C4: ${evidence}` };
    return {
      name: argumentNames.take(camelCase(name) ?? 'argument'),
      ...{ parameter: name, in: parameter.in, isRequired, isExploded, texts },
      type: identifierOf(name, found.type),
      isSlicing: slicing.test(wordsOf(name).join(' ')) && item.kind === 'scalar' && item.name === 'Int',
    };
  }
}

/** `branches` for `listBranches`, or the words of the path where there is no id. */
function operationName({ id, path }: RestOperation): string {
  const words = wordsOf(id ?? '');
  const [first = '', ...others] = words;
  if (others.length > 0 && reading.has(first)) return others.join(' ');
  if (words.length > 0) return words.join(' ');
  const fixed = path.split('/').filter((segment) => segment !== '' && !segment.includes('{'));
  const by = placeholders(path).at(-1);
  return [...fixed, ...(by === undefined ? [] : ['by', by])].join(' ');
}
