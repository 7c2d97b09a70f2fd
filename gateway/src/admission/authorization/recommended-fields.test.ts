import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { recommendedFields } from './recommended-fields.ts';

it('reads from descriptions which field to prefer to which', () => {
  const schema = buildSchema(/* GraphQL */ `
    type Query { person: Person }
    type Person {
      "All loans."
      loans: Int
      "Whether there is any loan. Prefer it to \`loans\` if the answer suffices."
      hasLoans: Boolean
      "Whether of age. Prefer it to \`Profile.birthDate\`, and prefer it to the age."
      isAdult: Boolean
    }
    type Profile { birthDate: String }
  `);
  expect(Object.fromEntries(recommendedFields(schema))).toEqual({
    'Person.loans': [{ typeName: 'Person', fieldName: 'hasLoans' }],
    'Profile.birthDate': [{ typeName: 'Person', fieldName: 'isAdult' }],
  });
});
