import { type Check, doesNotApply, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { askTypenames, entitiesIn, knownEntities, typenameOf } from './entity-query.ts';

/** The gateway merges by position. */
export const order: Check = {
  id: 'entities/order',
  section: 'duties',
  holds: 'answers the requested number of entities in the same order, including repeated ones',
  async run(server) {
    if (server.schema.entities.length === 0) return [doesNotApply('the schema has no type with a @key')];
    const known = knownEntities(server);
    const [first] = known;
    if (first === undefined) return [notChecked('keys of an entity, and a caller who may read it')];
    const { caller } = first;
    // One caller must be allowed to read them all.
    const asked = [first, ...known.filter((other) => other.caller.principal === caller.principal), first];
    const operation = askTypenames(asked.map(({ representation }) => representation));
    const reply = await server.ask(operation, caller);
    const came = entitiesIn(graphqlIn(reply)?.data)?.map(typenameOf);
    const expected = asked.map(({ entity }) => entity.type.name);
    if (JSON.stringify(came) === JSON.stringify(expected)) return [passed];
    return [
      failed({
        sent: describeCall(operation, caller),
        expected: `entities of the types ${expected.join(', ')}`,
        came: describeReply(reply),
      }),
    ];
  },
};
