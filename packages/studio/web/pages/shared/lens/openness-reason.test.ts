import { createTranslator } from 'use-intl';
import { expect, it } from 'vitest';
import { messages } from '../../../messages/messages.ts';
import { opennessReason } from './openness-reason.ts';

const words = createTranslator({ locale: 'en-GB', messages: messages.en, namespace: 'schema.lens' });

it.each([
  [{ kind: 'allowed' }, ''],
  [{ kind: 'consent', scopes: ['a', 'b'] }, 'a, b'],
  [{ kind: 'closed', lacks: [], scopes: [] }, 'not for apps: officials, developers or admins read it'],
  [
    { kind: 'closed', lacks: ['scopes', 'citizen'], scopes: ['a'] },
    'the app is not approved for a; only on behalf of a citizen',
  ],
] as const)('%j has the reason “%s”', (openness, text) => {
  expect(opennessReason(openness, words)).toBe(text);
});
