import { type Check, doesNotApply, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { entitiesIn, knownEntities, typenameOf } from './entity-query.ts';

/** The planner combines several fetches from one subgraph into one call. */
export const aliases: Check = {
  id: 'entities/aliases',
  section: 'duties',
  holds: 'answers several _entities under aliases in one call',
  async run(server) {
    if (server.schema.entities.length === 0) return [doesNotApply('the schema has no type with a @key')];
    const [known] = knownEntities(server);
    if (known === undefined) return [notChecked('keys of an entity, and a caller who may read it')];
    const { entity, representation, caller } = known;
    const operation = {
      query:
        'query ($a: [_Any!]!, $b: [_Any!]!) { a: _entities(representations: $a) { __typename } b: _entities(representations: $b) { __typename } }',
      variables: { a: [representation], b: [representation, representation] },
    };
    const reply = await server.ask(operation, caller);
    const data = graphqlIn(reply)?.data;
    const came = [...(entitiesIn(data, 'a') ?? []), ...(entitiesIn(data, 'b') ?? [])].map(typenameOf);
    if (came.length === 3 && came.every((type) => type === entity.type.name)) return [passed];
    return [
      failed({
        sent: describeCall(operation, caller),
        expected: `one and two entities of type ${entity.type.name}`,
        came: describeReply(reply),
      }),
    ];
  },
};
