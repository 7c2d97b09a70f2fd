import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequestVerifier } from '@civic-graph/tokens';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const guide = read('../../../docs/reference/subgraph-protocol.md');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\\n\`\`\``, 'gs'))].map(([, text]) => text!);

const [call = ''] = blocks('http');
const [signed = ''] = blocks('text');
const secret = /the secret `([^`]+)`/.exec(guide)![1]!;
const [head = '', body = ''] = call.split('\n\n');
const headers = Object.fromEntries(
  head
    .split('\n')
    .slice(1)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
);

describe('the subgraph protocol', () => {
  it('shows a call that our verifier accepts', async () => {
    const clock = () => new Date(1_795_564_810_000);
    const verifier = createRequestVerifier({ secret, keyId: 'libraries', clock });
    const request = { method: 'POST', path: '/graphql', headers, body: Buffer.from(body) };
    const { principal, requestId } = await verifier.verify(request);
    expect([principal, requestId]).toEqual([{ kind: 'anonymous' }, 'c0ffee']);
  });

  it('shows a signature that follows from the text with only a hash function', () => {
    const digest = createHash('sha256').update(body).digest('base64');
    expect(headers['content-digest']).toBe(`sha-256=:${digest}:`);
    const signature = createHmac('sha256', Buffer.from(secret, 'base64url')).update(signed).digest('base64');
    expect(headers.signature).toBe(`civic=:${signature}:`);
    expect(signed.split('\n').at(-1)).toBe(
      `"@signature-params": ${headers['signature-input']?.slice('civic='.length)}`,
    );
  });

  it('shows code that runs in these tests', () => {
    const servers = read('./yoga-transport.ts') + read('./mercurius-statistics.ts');
    const shown = blocks('ts');
    expect(shown).toHaveLength(3);
    for (const code of shown) expect(servers).toContain(code);
  });
});
