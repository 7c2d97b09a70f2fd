import { type GraphQLObjectType, getNamedType, isCompositeType } from 'graphql';
import { type Check, doesNotApply, type Finding, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { type FieldPath, fieldsOf, pathsFromEntities, pathsFromQuery } from '../../schema/field-path.ts';
import { argumentValues, operationOf } from '../../schema/path-operation.ts';
import { describeCall, describeReply, type TestedServer } from '../../tested-server.ts';

/** The gateway composes from the file, so it may request every field in it. */
export const fields: Check = {
  id: 'call/fields',
  section: 'call',
  holds: 'has every field of schema.graphql',
  async run(server) {
    const findings: Finding[] = [];
    for (const path of pathsToAll(server)) findings.push(await findField(server, path));
    return findings.length > 0 ? findings : [doesNotApply('the schema has no fields')];
  },
};

function pathsToAll({ schema, sample }: TestedServer): readonly FieldPath[] {
  const types = new Map([...pathsFromEntities(schema, sample), ...pathsFromQuery(schema, sample)]);
  const read = [...types].flatMap(([type, { from, steps }]) =>
    fieldsOf(type).map((field) => ({ from, steps: [...steps, { owner: type, field }] })),
  );
  return [...read, ...rootFields(schema.schema.getMutationType())];
}

function rootFields(type: GraphQLObjectType | null | undefined): readonly FieldPath[] {
  if (!type) return [];
  return fieldsOf(type).map((field) => ({ from: 'mutation', steps: [{ owner: type, field }] }));
}

/** Skipped by a directive, so that the field is validated but not executed. */
async function findField(server: TestedServer, path: FieldPath): Promise<Finding> {
  const operation = operationOf(path, { sample: server.sample, isSkipped: true });
  const reply = await server.ask(operation);
  const answer = graphqlIn(reply);
  if (answer?.errors.length === 0) return passed;
  // The agency's own scalar may refuse the example, which says nothing about the field.
  const guessed = path.steps.find((step) => argumentValues(step, server.sample).lacks !== null);
  if (guessed && hasOwnScalars(guessed.field.args)) {
    return notChecked(`${argumentValues(guessed, server.sample).lacks} in the sample file`);
  }
  return failed({ sent: describeCall(operation), expected: 'no errors', came: describeReply(reply) });
}

const builtIn = new Set(['ID', 'String', 'Int', 'Float', 'Boolean']);

function hasOwnScalars(declared: FieldPath['steps'][number]['field']['args']): boolean {
  return declared.some(({ type }) => {
    const named = getNamedType(type);
    return !isCompositeType(named) && !builtIn.has(named.name);
  });
}
