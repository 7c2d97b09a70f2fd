import type { LeftOut, ReadOperations, RestOperation } from '../document/read-operations.ts';
import type { Resolve } from '../document/references.ts';
import { classify } from './classify.ts';
import { type DraftOperation, draftOperations } from './draft-operations.ts';
import { type DraftType, draftTypes } from './draft-types.ts';
import { proposeKeys } from './keys.ts';
import {
  type ClassProposal,
  namedType,
  type Proposal,
  type ProposedField,
  type ProposedOperation,
  type ProposedType,
  type TypeReference,
} from './model.ts';

export interface ProposeOptions {
  /** Forms of the subgraph's name: `libraries`, `Libraries`. */
  readonly field: string;
  readonly type: string;
  /** Parameter that takes the internal key of a citizen; `null` if none does. */
  readonly citizenParameter: string | null;
  /** Beginnings of paths that the agency says are public. */
  readonly publicPaths: readonly string[];
}

/** Proposes what to publish of a REST API. */
export function propose(read: ReadOperations, resolve: Resolve, options: ProposeOptions): Proposal {
  const drafts = draftTypes(options.type, resolve);
  const { field: prefix, citizenParameter } = options;
  const drafted = draftOperations(read.operations, { prefix, drafts, resolve, citizenParameter });
  const leftOut: LeftOut[] = [];
  const publicBecause = (rest: RestOperation) => whyPublic(rest, options.publicPaths);
  const classified = classifyTypes(drafts.types, drafted.operations, publicBecause, leftOut);
  const { types, operations } = withoutEmpty(classified, drafted.operations, leftOut);
  const citizens = reachable(
    types,
    operations.filter(({ on }) => on === 'Citizen'),
  );
  const proposed = operations.map((operation): ProposedOperation => {
    return { ...operation, proposal: classOfOperation(operation, types, publicBecause(operation.rest)) };
  });
  const keys = proposeKeys(types, proposed);
  const used = reachable(types, operations);
  const inUse = [...types.values()].filter(({ name }) => used.has(name));
  return {
    types: inUse.map((type): ProposedType => {
      const key = keys.get(type.name) ?? null;
      return { ...type, key, isCitizens: citizens.has(type.name) };
    }),
    enums: [...drafts.enums.values()].filter(({ name }) => isUsed(name, inUse, proposed)),
    operations: proposed,
    leftOut: [...read.leftOut, ...drafted.leftOut, ...drafts.leftOut, ...leftOut],
  };
}

export type ClassifiedType = Omit<ProposedType, 'key' | 'isCitizens'> & {
  readonly publicBecause: string | null;
};

/** Fields of what a public operation returns are public unless something says otherwise. */
function classifyTypes(
  types: ReadonlyMap<string, DraftType>,
  operations: readonly DraftOperation[],
  publicBecause: (rest: RestOperation) => string | null,
  leftOut: LeftOut[],
): ReadonlyMap<string, ClassifiedType> {
  const because = new Map<string, string>();
  const queue = operations.flatMap(({ rest, type, on }) => {
    const why = on === 'Query' ? publicBecause(rest) : null;
    const { kind, name } = namedType(type);
    return why !== null && kind === 'type' ? [{ name, why }] : [];
  });
  for (const { name, why } of queue) {
    if (because.has(name)) continue;
    because.set(name, why);
    const type = types.get(name);
    for (const field of type?.fields ?? []) {
      const nested = namedType(field.type);
      // What hangs at a personal field is not public by being returned with it.
      if (nested.kind === 'type' && type && classOf(type, field, why).dataClass === 'C0') {
        queue.push({ name: nested.name, why });
      }
    }
  }
  const classified = [...types.values()].map((type): ClassifiedType => {
    const why = because.get(type.name) ?? null;
    const fields = type.fields.flatMap((field): ProposedField[] => {
      const { dataClass, evidence } = classOf(type, field, why);
      if (dataClass === 'C4') {
        leftOut.push({
          what: `${type.name}.${field.property}`,
          why: `class C4, never published: ${evidence}`,
        });
        return [];
      }
      return [{ ...field, proposal: { dataClass, evidence } }];
    });
    return { name: type.name, texts: type.texts, fields, publicBecause: why };
  });
  return new Map(classified.map((type) => [type.name, type]));
}

function classOf(type: DraftType, field: DraftType['fields'][number], why: string | null): ClassProposal {
  return classify({
    name: field.property,
    description: `${field.title} ${field.texts.en ?? ''} ${field.texts.zh ?? ''}`,
    format: field.format,
    statedClass: field.statedClass ?? type.statedClass,
    typeName: type.about,
    publicBecause: why,
  });
}

/** Without types that have no fields left, and what refers to them. */
function withoutEmpty(
  classified: ReadonlyMap<string, ClassifiedType>,
  operations: readonly DraftOperation[],
  leftOut: LeftOut[],
) {
  const types = new Map(classified);
  const isEmpty = (type: TypeReference) => {
    const { kind, name } = namedType(type);
    return kind === 'type' && (types.get(name)?.fields.length ?? 0) === 0;
  };
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const [name, type] of types) {
      const fields = type.fields.filter((field) => !isEmpty(field.type));
      if (fields.length === type.fields.length) continue;
      isDone = false;
      for (const { property } of type.fields.filter((field) => isEmpty(field.type))) {
        leftOut.push({ what: `${name}.${property}`, why: 'nothing of it is left to publish' });
      }
      types.set(name, { ...type, fields });
    }
  }
  const left = operations.filter(({ type }) => !isEmpty(type));
  for (const { rest } of operations.filter(({ type }) => isEmpty(type))) {
    leftOut.push({ what: `GET ${rest.path}`, why: 'nothing of it is left to publish' });
  }
  return { types, operations: left };
}

function classOfOperation(
  { rest, on, type, citizenParameter }: DraftOperation,
  types: ReadonlyMap<string, ClassifiedType>,
  publicBecause: string | null,
): ProposedOperation['proposal'] {
  if (on === 'Citizen') {
    return { dataClass: 'C2', evidence: `it answers for one citizen: parameter ${citizenParameter}` };
  }
  if (publicBecause === null) return { dataClass: 'C2', evidence: 'nothing says that it is public' };
  const { kind, name } = namedType(type);
  const isPersonal =
    kind === 'type' && types.get(name)?.fields.every(({ proposal }) => proposal.dataClass !== 'C0');
  if (isPersonal) return { dataClass: 'C2', evidence: 'everything that it returns is personal' };
  if (kind === 'type') return { dataClass: 'C0', evidence: publicBecause };
  const found = classify({
    ...{
      name: rest.id ?? rest.path,
      format: null,
      statedClass: rest.statedClass,
      typeName: '',
      publicBecause,
    },
    description: `${rest.texts.en ?? ''} ${rest.texts.zh ?? ''}`,
  });
  return { ...found, dataClass: found.dataClass === 'C4' ? 'C3' : found.dataClass };
}

function whyPublic(
  { path, access, statedClass }: RestOperation,
  publicPaths: readonly string[],
): string | null {
  if (statedClass !== null) {
    return statedClass.toUpperCase() === 'C0' ? `GET ${path} states x-data-class: C0` : null;
  }
  const prefix = publicPaths.find(
    (each) => path === each || path.startsWith(each.endsWith('/') ? each : `${each}/`),
  );
  if (prefix !== undefined) return `GET ${path} is public: --public ${prefix}`;
  return access === 'public' ? `GET ${path} needs no sign-in: its security is empty` : null;
}

function reachable(
  types: ReadonlyMap<string, ClassifiedType>,
  operations: readonly DraftOperation[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = operations.map(({ type }) => namedType(type).name);
  for (const name of queue) {
    if (found.has(name)) continue;
    found.add(name);
    for (const { type } of types.get(name)?.fields ?? []) queue.push(namedType(type).name);
  }
  return found;
}

function isUsed(
  name: string,
  types: readonly ClassifiedType[],
  operations: readonly ProposedOperation[],
): boolean {
  const is = ({ type }: { readonly type: TypeReference }) => namedType(type).name === name;
  return (
    types.some(({ fields }) => fields.some(is)) ||
    operations.some((each) => is(each) || each.arguments.some(is))
  );
}
