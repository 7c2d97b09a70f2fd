import { type Check, doesNotApply, type Finding, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { fieldsOf } from '../../schema/field-path.ts';
import { operationOf } from '../../schema/path-operation.ts';
import { guardOf } from '../../schema/read-schema.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { isRefusal } from '../rules/refusal.ts';

export const publicReads: Check = {
  id: 'call/public-reads',
  section: 'call',
  holds: 'answers reads of class C0 without a rule to an anonymous caller',
  async run(server) {
    const { schema, sample } = server;
    const root = schema.schema.getQueryType();
    const findings: Finding[] = [];
    for (const field of root ? fieldsOf(root) : []) {
      if (!root || guardOf(schema, root.name, field.name) !== null) continue;
      const operation = operationOf({ from: 'query', steps: [{ owner: root, field }] }, { sample });
      const reply = await server.ask(operation);
      const answer = graphqlIn(reply);
      const isRefused =
        answer === null ||
        answer.errors.some((error) => isRefusal(error) || error.code === 'UNAUTHENTICATED');
      findings.push(
        isRefused
          ? failed({
              sent: describeCall(operation),
              expected: 'no refusal of the caller',
              came: describeReply(reply),
            })
          : passed,
      );
    }
    return findings.length > 0 ? findings : [doesNotApply('no field of Query is public')];
  },
};
