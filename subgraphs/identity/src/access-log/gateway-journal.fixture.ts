import { generateKeyPairSync } from 'node:crypto';
import {
  type AccessRecord,
  entryText,
  genesisOf,
  journalBatchType,
  type Link,
  nextLink,
  type Receipt,
  subjectHasher,
  writeJournalBatch,
} from '@civic-graph/audit';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import type { IdentitySubgraph } from '../subgraph.ts';

const hashSubject = subjectHasher(testSecrets.citizenKey);
const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'identity' });
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** Signs checkpoints of the sent journals. */
export const signingKey = privateKey;
/** An entry that records no access. */
export const note = {
  kind: 'note',
  time: '2026-11-25T08:00:00.000Z',
  event: 'torn-tail',
  bytes: 1,
} as const;

const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Sends lines like a gateway; the default chain is `gateway`. */
export async function send(
  subgraph: IdentitySubgraph,
  lines: readonly string[],
  changes: object = {},
  key = signingKey,
) {
  const head = { chain: 'gateway', publicKey: pem, checkpoint: null, ...changes };
  const body = writeJournalBatch(head, Buffer.from(lines.map((line) => `${line}\n`).join('')), key);
  const path = '/access-records';
  const headers = sign({ method: 'POST', path, body, principal: personas.anonymous, requestId: 'r' });
  const response = await subgraph.inject({
    method: 'POST',
    url: path,
    headers: { ...headers, 'content-type': journalBatchType },
    body,
  });
  const { count, receipt } = response.json<{ count?: number; receipt?: Receipt | null }>();
  return { status: response.statusCode, count, receipt };
}

export function journal(
  records: readonly AccessRecord[],
  from: Link = genesisOf('gateway'),
): { lines: string[]; link: Link } {
  let link = from;
  const lines = records.map((entry) => {
    const next = nextLink(link, entryText(entry));
    link = next.link;
    return next.line;
  });
  return { lines, link };
}

export function record(citizenKey: string | null, changes: Partial<AccessRecord> = {}): AccessRecord {
  return {
    kind: 'access',
    time: '2026-11-25T08:00:00.000Z',
    app: 'wechat-city',
    caller: 'citizen',
    official: null,
    officialAgency: null,
    subject: citizenKey === null ? null : hashSubject(citizenKey),
    purpose: 'city-services',
    consent: 'consent',
    scopes: ['identity:profile', 'payments:notices'],
    fields: { identity: ['Profile.name'], payments: ['Citizen.notices'] },
    requestId: 'request',
    result: 'complete',
    ...changes,
  };
}
