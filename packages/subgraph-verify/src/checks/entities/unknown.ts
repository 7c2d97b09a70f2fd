import { type Check, doesNotApply, type Finding, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { exampleKey } from '../../schema/example-values.ts';
import { describeCall, describeReply, type TestedServer } from '../../tested-server.ts';
import { askTypenames, entitiesIn, type KnownEntity, knownEntities, typenameOf } from './entity-query.ts';

/** The gateway requests the objects of many clients in one call. */
export const unknown: Check = {
  id: 'entities/unknown',
  section: 'duties',
  holds: 'answers the other entities if one key has no object',
  async run(server) {
    if (server.schema.entities.length === 0) return [doesNotApply('the schema has no type with a @key')];
    const findings: Finding[] = [];
    for (const known of knownEntities(server)) findings.push(await askBetween(server, known));
    return findings.length > 0 ? findings : [notChecked('keys of an entity, and a caller who may read it')];
  },
};

async function askBetween(server: TestedServer, known: KnownEntity): Promise<Finding> {
  const { entity, representation, caller } = known;
  const [key] = entity.keys;
  const nothing = { __typename: entity.type.name, ...(key && exampleKey(entity.type, key)) };
  const operation = askTypenames([representation, nothing, representation]);
  const reply = await server.ask(operation, caller);
  const came = entitiesIn(graphqlIn(reply)?.data);
  const { name } = entity.type;
  if (came?.length === 3 && typenameOf(came[0]) === name && typenameOf(came[2]) === name) return passed;
  return failed({
    sent: describeCall(operation, caller),
    expected: `three entities, the first and the last of type ${name}`,
    came: describeReply(reply),
  });
}
