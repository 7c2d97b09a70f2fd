import { expect, it } from 'vitest';
import { decryptSecrets, encryptSecrets, SecretsError } from './index.ts';

const secretOf = (text: string) => Buffer.alloc(32, text).toString('base64url');
const content = { number: 3, secrets: { libraries: secretOf('libraries') } };

it('secrets decrypt only under the secret of the platform', async () => {
  const token = await encryptSecrets(content, secretOf('platform'));
  expect(await decryptSecrets(token, secretOf('platform'))).toEqual(content);
  expect(token).not.toContain(secretOf('libraries'));
  await expect(decryptSecrets(token, secretOf('another'))).rejects.toThrow(SecretsError);
});

it.each([
  ['altered', (token: string) => `${token.slice(0, -4)}AAAA`],
  ['cut', (token: string) => token.slice(0, 20)],
  ['empty', () => ''],
])('secrets that are %s are refused, and the error shows no secret', async (_, change) => {
  const token = change(await encryptSecrets(content, secretOf('platform')));
  const refused = await decryptSecrets(token, secretOf('platform')).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(SecretsError);
  expect(String(refused)).not.toContain(secretOf('libraries'));
});
