import { z } from 'zod';
import { addedKeys, rootKeys } from '../added-keys.ts';
import type {
  EntityFetchNode,
  EntityInput,
  FetchOperation,
  Path,
  PathSegment,
  Plan,
  PlanNode,
  RequiredSelection,
  Rewrite,
  RootFetchNode,
  SubscriptionNode,
} from '../plan.ts';
import { PlanError } from '../planner.ts';

/*
 * Both planners use Apollo Federation's query plan format; the Rust planner adds BatchFetch and path segments
 * as objects. One reader accepts both and rejects anything unknown.
 */

const segment = z.union([
  z.string(),
  z.number(),
  z.object({ Field: z.string() }),
  z.object({ Key: z.string() }),
  z.object({ TypenameEquals: z.array(z.string()) }),
  z.object({ TypeCondition: z.array(z.string()) }),
]);
const rawPath = z.array(segment);
const setter = z.object({ path: rawPath, setValueTo: z.unknown() });
const renamer = z.object({ path: rawPath, renameKeyTo: z.string() });
const rewrites = z
  .array(z.union([z.object({ ValueSetter: setter }), z.object({ KeyRenamer: renamer }), renamer, setter]))
  .nullish();

type RawRequired =
  | {
      kind: 'Field';
      name: string;
      alias?: string | null | undefined;
      selections?: RawRequired[] | null | undefined;
    }
  | { kind: 'InlineFragment'; typeCondition?: string | null | undefined; selections: RawRequired[] };

const required: z.ZodType<RawRequired> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('Field'),
      name: z.string(),
      alias: z.string().nullish(),
      selections: z.array(required).nullish(),
    }),
    // skipIf/includeIf are not read: strictObject refuses a fragment that carries them.
    z.strictObject({
      kind: z.literal('InlineFragment'),
      typeCondition: z.string().nullish(),
      selections: z.array(required),
    }),
  ]),
);

const operation = {
  serviceName: z.string(),
  operation: z.string(),
  operationKind: z.enum(['query', 'mutation', 'subscription']).default('query'),
  variableUsages: z.array(z.string()).nullish(),
};
const fetchNode = z.object({
  kind: z.literal('Fetch'),
  ...operation,
  requires: z.array(required).nullish(),
  inputRewrites: rewrites,
  outputRewrites: rewrites,
  contextRewrites: z.array(z.never()).nullish(),
});
const batchNode = z.object({
  kind: z.literal('BatchFetch'),
  ...operation,
  entityBatch: z.object({
    aliases: z.array(
      z.object({
        alias: z.string(),
        representationsVariableName: z.string(),
        paths: z.array(rawPath),
        requires: z.array(required),
        inputRewrites: rewrites,
        outputRewrites: rewrites,
      }),
    ),
  }),
});
/** The Rust planner omits the kind of its fetch, and puts the following node beside it in a sequence. */
const subscriptionNode = z.object({
  kind: z.literal('Subscription'),
  primary: fetchNode.extend({ kind: z.literal('Fetch').default('Fetch') }),
  rest: z.unknown().optional(),
});
const queryPlan = z.object({ kind: z.literal('QueryPlan'), node: z.unknown() });
const kindOf = z.object({ kind: z.string() });
const group = z.object({ nodes: z.array(z.unknown()) });
const flatten = z.object({ path: rawPath, node: z.unknown() });
const condition = z.object({
  condition: z.string(),
  ifClause: z.unknown().optional(),
  elseClause: z.unknown().optional(),
});

/**
 * Reads a planner's `QueryPlan`.
 * @returns `null` for an empty plan
 * @throws PlanError if a node is unknown or malformed
 */
export function readPlan(plan: unknown): Plan | null {
  try {
    const { node } = queryPlan.parse(plan);
    return node === undefined || node === null ? null : (readSubscription(node) ?? readNode(node));
  } catch (error) {
    if (error instanceof PlanError) throw error;
    throw new PlanError(`The planner returned a plan that cannot be read: ${String(error)}`);
  }
}

/** `null` if the node does not begin with a subscription. */
function readSubscription(node: unknown): SubscriptionNode | null {
  const { kind } = kindOf.parse(node);
  const [first, ...following] = kind === 'Sequence' ? group.parse(node).nodes : [node];
  if (kindOf.safeParse(first).data?.kind !== 'Subscription') return null;
  const { primary, rest } = subscriptionNode.parse(first);
  if (primary.operationKind !== 'subscription')
    throw new PlanError('A subscription begins with another fetch');
  const nodes = [...(rest ? [rest] : []), ...following].map(readNode);
  const [only] = nodes;
  return {
    kind: 'subscription',
    primary: readRootFetch(primary),
    rest: nodes.length > 1 ? { kind: 'sequence', nodes } : (only ?? null),
  };
}

function readNode(node: unknown): PlanNode {
  const { kind } = kindOf.parse(node);
  switch (kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: group.parse(node).nodes.map(readNode) };
    case 'Parallel':
      return { kind: 'parallel', nodes: group.parse(node).nodes.map(readNode) };
    case 'Condition': {
      const { condition: variable, ifClause, elseClause } = condition.parse(node);
      return {
        kind: 'condition',
        variable,
        whenTrue: ifClause ? readNode(ifClause) : null,
        whenFalse: elseClause ? readNode(elseClause) : null,
      };
    }
    case 'Fetch': {
      const raw = fetchNode.parse(node);
      if (raw.operationKind === 'subscription') throw new PlanError('A subscription is fetched like a query');
      return readRootFetch(raw);
    }
    case 'Flatten': {
      const { path, node: inner } = flatten.parse(node);
      return readEntityFetch(path, fetchNode.parse(inner));
    }
    case 'BatchFetch':
      return readBatch(batchNode.parse(node));
    default:
      throw new PlanError(`The planner returned a node of unknown kind ${kind}`);
  }
}

function readRootFetch(raw: z.infer<typeof fetchNode>): RootFetchNode {
  if (raw.requires?.length) throw new PlanError('A fetch of entities has no path');
  return {
    kind: 'root',
    fetch: readFetch(raw, []),
    outputRewrites: readRewrites(raw.outputRewrites),
    adds: rootKeys(raw.operation),
  };
}

function readEntityFetch(path: z.infer<typeof rawPath>, raw: z.infer<typeof fetchNode>): EntityFetchNode {
  const variable = 'representations';
  const input: EntityInput = {
    responseKey: '_entities',
    variable,
    paths: [readPath(path)],
    requires: (raw.requires ?? []).map(readRequired),
    inputRewrites: readRewrites(raw.inputRewrites),
    outputRewrites: readRewrites(raw.outputRewrites),
    adds: addedKeys(raw.operation, '_entities'),
  };
  return { kind: 'entities', fetch: readFetch(raw, [variable]), inputs: [input] };
}

function readBatch(raw: z.infer<typeof batchNode>): EntityFetchNode {
  const inputs = raw.entityBatch.aliases.map(
    (batch): EntityInput => ({
      responseKey: batch.alias,
      variable: batch.representationsVariableName,
      paths: batch.paths.map(readPath),
      requires: batch.requires.map(readRequired),
      inputRewrites: readRewrites(batch.inputRewrites),
      outputRewrites: readRewrites(batch.outputRewrites),
      adds: addedKeys(raw.operation, batch.alias),
    }),
  );
  return {
    kind: 'entities',
    fetch: readFetch(
      raw,
      inputs.map((input) => input.variable),
    ),
    inputs,
  };
}

function readFetch(
  raw: Pick<z.infer<typeof fetchNode>, 'serviceName' | 'operation' | 'operationKind' | 'variableUsages'>,
  own: readonly string[],
): FetchOperation {
  return {
    subgraph: raw.serviceName,
    type: raw.operationKind,
    text: raw.operation,
    variables: (raw.variableUsages ?? []).filter((name) => !own.includes(name)),
  };
}

function readRequired(raw: RawRequired): RequiredSelection {
  return raw.kind === 'Field'
    ? {
        kind: 'field',
        responseKey: raw.name,
        name: raw.alias ?? raw.name,
        selections: raw.selections ? raw.selections.map(readRequired) : null,
      }
    : {
        kind: 'fragment',
        typeCondition: raw.typeCondition ?? null,
        selections: raw.selections.map(readRequired),
      };
}

function readRewrites(raw: z.infer<typeof rewrites>): Rewrite[] {
  return (raw ?? []).map((rewrite): Rewrite => {
    if ('ValueSetter' in rewrite) return readRewrite(rewrite.ValueSetter);
    if ('KeyRenamer' in rewrite) return readRewrite(rewrite.KeyRenamer);
    return readRewrite(rewrite);
  });
}

function readRewrite(raw: z.infer<typeof setter> | z.infer<typeof renamer>): Rewrite {
  const path = readPath(raw.path);
  return 'renameKeyTo' in raw
    ? { kind: 'rename', path, to: raw.renameKeyTo }
    : { kind: 'set', path, value: raw.setValueTo };
}

function readPath(raw: z.infer<typeof rawPath>): Path {
  return raw.flatMap((part): PathSegment[] => {
    if (typeof part === 'number') throw new PlanError(`A plan path holds a list position: ${part}`);
    if (typeof part === 'object') {
      if ('Field' in part) return [{ kind: 'field', name: part.Field }];
      if ('Key' in part) return [{ kind: 'field', name: part.Key }];
      return [{ kind: 'types', names: 'TypenameEquals' in part ? part.TypenameEquals : part.TypeCondition }];
    }
    return readTextSegment(part);
  });
}

/** Apollo's text form: `@` for a list, `... on T` for a type, `name|[A,B]` for a field narrowed to types. */
function readTextSegment(text: string): PathSegment[] {
  if (text === '@') return [{ kind: 'list' }];
  if (text.startsWith('... on ')) return [{ kind: 'types', names: [text.slice('... on '.length)] }];
  const narrowed = /^([^|]+)\|\[(.*)\]$/.exec(text);
  if (narrowed === null) return [{ kind: 'field', name: text }];
  const [, name = '', types = ''] = narrowed;
  const narrowing: PathSegment = { kind: 'types', names: types.split(',') };
  return name === '@' ? [{ kind: 'list' }, narrowing] : [{ kind: 'field', name }, narrowing];
}
