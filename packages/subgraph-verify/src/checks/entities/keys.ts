import { isDeepStrictEqual } from 'node:util';
import { print, type SelectionSetNode } from 'graphql';
import { type Check, doesNotApply, type Finding, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { type Entity, keyIn } from '../../schema/entities.ts';
import { describeCall, describeReply, type TestedServer } from '../../tested-server.ts';
import { entitiesIn, readerOf, typenameOf } from './entity-query.ts';

export const keys: Check = {
  id: 'entities/keys',
  section: 'duties',
  holds: 'answers _entities for each resolvable @key, with the object that has this key',
  async run(server) {
    const findings: Finding[] = [];
    for (const entity of server.schema.entities) {
      for (const key of entity.keys) findings.push(await resolve(server, entity, key));
    }
    return findings.length > 0 ? findings : [doesNotApply('the schema has no type with a @key')];
  },
};

async function resolve(server: TestedServer, entity: Entity, key: SelectionSetNode): Promise<Finding> {
  const { name } = entity.type;
  const fields = print(key).replaceAll(/\s+/g, ' ');
  const samples = server.sample.keys[name] ?? [];
  const [known] = samples.flatMap((sample) => keyIn(key, sample) ?? []);
  if (known === undefined) return notChecked(`keys.${name} in the sample file`, `${name} ${fields}`);
  const caller = readerOf(server, entity);
  if (caller === null) return notChecked('a caller in principals who may read it', name);
  const operation = {
    query: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${name} ${fields} } }`,
    variables: { r: [{ __typename: name, ...known }] },
  };
  const reply = await server.ask(operation, caller);
  const [object] = entitiesIn(graphqlIn(reply)?.data) ?? [];
  const isRight = typenameOf(object) === name && isDeepStrictEqual(keyIn(key, object), known);
  if (isRight) return passed;
  return failed({
    sent: describeCall(operation, caller),
    expected: JSON.stringify({ data: { _entities: [{ __typename: name, ...known }] } }),
    came: describeReply(reply),
  });
}
