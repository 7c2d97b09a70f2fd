import { describe, expect, it } from 'vitest';
import { isMeNull, readAnswerErrors, refusedFieldCount } from './refusals.ts';

const refusal = (path: (string | number)[], scope: string) => ({
  message: 'not open',
  path,
  extensions: {
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    rule: 'policy',
    missing: [[`consent:${scope}`]],
    remedy: `consent to ${scope} is needed.`,
  },
});

const answerWith = (...errors: unknown[]) => JSON.stringify({ data: null, errors });

describe('readAnswerErrors', () => {
  it('groups fields that are refused for the same reason', () => {
    const { refusals } = readAnswerErrors(
      answerWith(
        refusal(['me', 'id'], 'a'),
        refusal(['me', 'profile'], 'b'),
        refusal(['me', 'ageOver'], 'a'),
      ),
    );
    expect(refusals).toEqual([
      {
        rule: 'policy',
        missing: [['consent:a']],
        remedy: 'Consent to a is needed.',
        fields: [
          { path: 'me.id', times: 1 },
          { path: 'me.ageOver', times: 1 },
        ],
      },
      {
        rule: 'policy',
        missing: [['consent:b']],
        remedy: 'Consent to b is needed.',
        fields: [{ path: 'me.profile', times: 1 }],
      },
    ]);
  });

  it('counts the items of a list as one field', () => {
    const errors = readAnswerErrors(
      answerWith(...[0, 1, 2].map((index) => refusal(['me', 'notices', index, 'issuedAt'], 'a'))),
    );
    expect(errors.refusals[0]?.fields).toEqual([{ path: 'me.notices[].issuedAt', times: 3 }]);
    expect(refusedFieldCount(errors)).toBe(1);
  });

  it('includes refusals by an agency itself', () => {
    const extensions = {
      code: 'FORBIDDEN',
      rule: 'policy',
      missing: [['owner']],
      remedy: 'ask for your own.',
    };
    const byRule = { message: 'no', path: ['me', 'notices', 0, 'payee'], extensions };
    const byHand = { message: 'only a citizen can pay', path: ['pay'], extensions: { code: 'FORBIDDEN' } };
    expect(readAnswerErrors(answerWith(byRule, byHand))).toEqual({
      refusals: [
        {
          ...{ rule: 'policy', missing: [['owner']], remedy: 'Ask for your own.' },
          fields: [{ path: 'me.notices[].payee', times: 1 }],
        },
        {
          ...{ rule: 'policy', missing: [], remedy: 'Only a citizen can pay' },
          fields: [{ path: 'pay', times: 1 }],
        },
      ],
      others: [],
    });
  });

  it('separates other errors', () => {
    const errors = readAnswerErrors(
      answerWith(
        { message: 'late', path: ['stop'], extensions: { code: 'SUBGRAPH_TIMEOUT' } },
        { message: 'plain' },
      ),
    );
    expect(errors).toEqual({
      refusals: [],
      others: [
        { code: 'SUBGRAPH_TIMEOUT', message: 'late', path: 'stop' },
        { code: null, message: 'plain', path: '' },
      ],
    });
  });

  it.each(['', '{', 'null', '[]', '{"errors":"no"}', '{"errors":[null,1]}', '{"data":{}}'])(
    'finds none in %j',
    (answer) => {
      expect(readAnswerErrors(answer)).toEqual({ refusals: [], others: [] });
    },
  );

  it('shows a refusal without its usual details', () => {
    const bare = { message: 'no', extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', missing: 'x' } };
    expect(readAnswerErrors(answerWith(bare)).refusals).toEqual([
      { rule: 'policy', missing: [], remedy: 'No', fields: [{ path: '', times: 1 }] },
    ]);
  });
});

it.each([
  ['{"data":{"me":null}}', true],
  ['{"data":{"me":null},"errors":[{"message":"late","path":["stop"]}]}', true],
  ['{"data":{"me":null},"errors":[{"message":"no","path":["me"]}]}', false],
  ['{"data":{"me":{"id":"1"}}}', false],
  ['{"data":null}', false],
  ['{', false],
])('tells from %s whether the caller is no citizen', (answer, expected) => {
  expect(isMeNull(answer)).toBe(expected);
});
