import { expect, it } from 'vitest';
import { payloadText } from './payload-text.ts';

it('puts each member of a message on a line of its own', () => {
  expect(payloadText('{"type":"webhook.test"}')).toBe('{\n  "type": "webhook.test"\n}');
  expect(payloadText('no JSON')).toBe('no JSON');
});
