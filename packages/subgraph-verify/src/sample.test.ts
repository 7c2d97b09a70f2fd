import { expect, it } from 'vitest';
import { parseSample, SampleError } from './sample.ts';

it('accepts one key of a type, or several', () => {
  const { keys } = parseSample(
    '{"keys": {"A": {"id": "1"}, "B": [{"id": "1"}, {"code": "2"}]}}',
    'sample.json',
  );
  expect(keys).toEqual({ A: [{ id: '1' }], B: [{ id: '1' }, { code: '2' }] });
});

it.each([
  ['{', /^sample\.json is not JSON: /],
  ['{"keyz": {}}', /^sample\.json: \(root\): /],
  ['{"arguments": {"branch": {}}}', /keys must be Type\.field/],
  ['{"principals": [{"kind": "king"}]}', /^sample\.json: principals\.0/],
  ['{"failing": {"query": "{ a }", "principal": 0}}', /there is no principals\[0\]/],
])('refuses %s', (text, message) => {
  expect(() => parseSample(text, 'sample.json')).toThrow(SampleError);
  expect(() => parseSample(text, 'sample.json')).toThrow(message);
});
