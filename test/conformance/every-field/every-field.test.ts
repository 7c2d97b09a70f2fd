import { isDeepStrictEqual } from 'node:util';
import { Supergraph } from '@apollo/federation-internals';
import {
  admitSupergraph,
  createApolloPlanner,
  createEngine,
  createInProcessRustPlanner,
  readAnswer,
} from '@civic-graph/gateway/testing';
import { personas, sampleOutsideGate } from '@civic-graph/testing';
import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Planner } from '../../../gateway/src/planning/planner.ts';
import { validatingPlanner } from '../../../gateway/src/planning/planners/validating-planner.ts';
import { readSubgraphs, repositorySupergraph } from '../agencies.ts';
import { accessTable } from './access-table.ts';
import { expectedAccess } from './expected-access.ts';
import { distinctPaths, type FieldPath, type Form, fieldPaths, forms, operationFor } from './field-paths.ts';
import { createMockSubgraphs } from './mock-subgraphs.ts';

const isGate = process.env.CI === 'true';

const definitions = readSubgraphs();
const supergraphSdl = repositorySupergraph();
const expected = expectedAccess(definitions);

/** In addition to the demo's personas: callers whose rights are between theirs. */
const callers = {
  ...personas,
  'lin, low assurance': { ...personas.lin, assurance: 'substantial' },
  'lin, no purpose': { ...personas.lin, purpose: null, consentId: null, consents: [] },
} as const;

const planners = {
  // In process, because messages to the planner's own process would take as long as everything else.
  rust: (sdl: string) => remembering(validatingPlanner(createInProcessRustPlanner(sdl), sdl)),
  apollo: (_: string, sdl: string) => validatingPlanner(createApolloPlanner(sdl), sdl),
};

/** Four of five operations that authorization leaves are the same for another caller. */
function remembering(planner: Planner): Planner {
  const plans = new Map<string, ReturnType<Planner['plan']>>();
  return {
    ...planner,
    plan(operation, context) {
      const key = `${operation} ${context.percentage} ${[...context.labels]}`;
      const plan = plans.get(key) ?? planner.plan(operation, context);
      plans.set(key, plan);
      return plan;
    },
  };
}

/** The fallback planner runs only for the extreme callers, because decisions do not depend on the planner. */
const callersFor: Record<keyof typeof planners, (keyof typeof callers)[]> = {
  rust: [...sampleOutsideGate(Object.keys(callers) as (keyof typeof callers)[], 4)],
  apollo: isGate ? ['anonymous', 'lin'] : ['lin'],
};

/**
 * The last two forms run only for two callers with different rights, and the fallback planner gets one form
 * per path, in turn: each form takes its share of the time. A field below a refused one is never fetched,
 * however it is written, so there too one form is enough. Outside the gate, each path has one form,
 * because a new document costs more than the decisions on it.
 */
function formsFor(
  planner: keyof typeof planners,
  caller: keyof typeof callers,
  { coordinate, at, isBelowRefused }: { coordinate: string; at: number; isBelowRefused: boolean },
): Form[] {
  const all = formsOf(coordinate);
  if (planner === 'apollo' || isBelowRefused || !isGate) return [all[at % all.length]!];
  return caller === 'zhao' || caller === 'lin, low assurance' ? all : all.slice(0, 4);
}

const { gatewaySdl } = admitSupergraph(supergraphSdl, planners.rust);
const schema = Supergraph.build(gatewaySdl).apiSchema().toGraphQLJSSchema();
const mocks = createMockSubgraphs(definitions);
const paths = distinctPaths(fieldPaths(schema), (coordinate) =>
  expected.mayRead(personas.anonymous, coordinate),
);
const { signal } = new AbortController();
/** Printed and parsed once for all callers and planners. */
const written = new Map<FieldPath, ReadonlyMap<Form, Written>>(
  paths.map((path) => {
    const target = path.steps.at(-1)!.coordinate;
    return [path, new Map(formsOf(target).map((form) => [form, write(path, form)]))];
  }),
);

interface Written {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

function write(path: FieldPath, form: Form): Written {
  const text = operationFor(path, form);
  const document = parse(text);
  const isOperation = (node: DefinitionNode) => node.kind === Kind.OPERATION_DEFINITION;
  return { text, document, operation: document.definitions.find(isOperation) as OperationDefinitionNode };
}

/** The last two forms are for guarded fields. */
function formsOf(coordinate: string): Form[] {
  const all = Object.keys(forms) as Form[];
  return expected.dataClass(coordinate) === 'C0' ? all.slice(0, 4) : all;
}

// Disables stack traces, because there are tens of thousands of refusals.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe.each(Object.keys(planners) as (keyof typeof planners)[])('with the %s planner', (planner) => {
  const served = admitSupergraph(supergraphSdl, planners[planner]);
  const engine = createEngine({
    subgraphs: {
      call: async ({ subgraph, text }, variables) =>
        readAnswer(await mocks.respond(subgraph, text, variables)),
    },
    events: {
      async *subscribe({ subgraph, text }, variables) {
        yield readAnswer(await mocks.respond(subgraph, text, variables));
      },
    },
    limits: {
      maxFields: 1000,
      maxDepth: 30,
      maxAliases: 100,
      maxRootFields: 10,
      maxLevels: 60,
      maxAnswerValues: 1_000_000,
      maxCost: 1_000_000,
    },
    maxErrors: 100,
    maxPreparedOperations: 20_000,
    maxPreparedCharacters: 100_000_000,
    consentUrl: 'https://consent.invalid',
  });

  async function ask(path: FieldPath, form: Form, principal: (typeof callers)[keyof typeof callers]) {
    const { text, document, operation } = written.get(path)!.get(form)!;
    mocks.reset(path.members);
    const call = { principal, requestId: 'r', signal };
    const prepared = engine.prepare(served, { schema, document, operation, text, operationName: undefined });
    const admission = await engine.admit(prepared, {}, principal);
    if (admission.kind === 'refused') return admission;
    if (path.operation !== 'subscription') return engine.run(admission, call);
    const events = engine.subscribe(admission, call, call.signal)[Symbol.asyncIterator]();
    return engine.runEvent(admission, (await events.next()).value, call);
  }

  it.each(callersFor[planner])(
    'gives %s exactly the fields that the schema files allow, on every path with a guard',
    async (caller) => {
      const principal = callers[caller];
      let checked = 0;
      // One assertion for all, because an assertion for each would take as long as the check itself.
      const wrong: string[] = [];
      for (const [at, path] of paths.entries()) {
        const denied = path.steps.find(({ coordinate }) => !expected.mayRead(principal, coordinate));
        const target = path.steps.at(-1)!.coordinate;
        const isBelowRefused = denied !== undefined && denied !== path.steps.at(-1);
        for (const form of formsFor(planner, caller, { coordinate: target, at, isBelowRefused })) {
          const { errors = [] } = await ask(path, form, principal);
          const refused = errors.map(({ extensions }) => extensions.coordinate);
          const wasRead = mocks.resolved.has(target);
          checked += 1;
          if (isDeepStrictEqual(refused, denied ? [denied.coordinate] : []) && wasRead === !denied) continue;
          wrong.push(
            `${written.get(path)!.get(form)!.text}: refused ${refused}, ${wasRead ? '' : 'not '}read`,
          );
        }
      }
      expect(wrong.slice(0, 20), `${wrong.length} operations, as ${caller}`).toEqual([]);
      expect(checked).toBeGreaterThan(1_000);
    },
    300_000,
  );

  it('reaches every field that a client can select', () => {
    const reached = new Set(paths.map(({ steps }) => steps.at(-1)!.declared));
    const hidden = expected.coordinates.filter((coordinate) => !reached.has(coordinate));
    expect(hidden).toEqual(['Citizen.uin']);
  });
});

it('sends only valid operations', () => {
  // Validates all forms of a path as one document, because most of the cost is at the start of a validation.
  for (const forms of written.values()) {
    const definitions = [...forms.values()].flatMap(({ document }, position) =>
      document.definitions.map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? named(definition, `Form${position}`) : definition,
      ),
    );
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
    expect(validate(schema, document).map(String)).toEqual([]);
  }
});

function named(operation: OperationDefinitionNode, value: string): OperationDefinitionNode {
  return { ...operation, name: { kind: Kind.NAME, value } };
}

it('leaves no field without a class', () => {
  expect(expected.coordinates.filter((coordinate) => expected.dataClass(coordinate) === null)).toEqual([]);
});

it('agrees with the published table of who may read what', async () => {
  await expect(accessTable(expected, callers)).toMatchFileSnapshot('../../../docs/reference/access.md');
});
