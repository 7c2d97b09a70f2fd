import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { type AccessRecord, readEntry } from './entry.ts';
import { RecordTemplate } from './record-template.ts';

const shared = {
  app: 'wechat-city',
  caller: 'citizen',
  consent: null,
  fields: { payments: ['Notice.code'], identity: ['Profile.name', 'Profile.birthDate'] },
  kind: 'access',
  official: 'an "official"',
  officialAgency: '交通局',
  purpose: 'city-services',
  scopes: ['payments:notices', 'identity:profile'],
} as const satisfies Partial<AccessRecord>;

test('a record is written as its canonical JSON, whatever its content', () => {
  const template = new RecordTemplate(shared);
  for (const details of [
    { requestId: 'r', result: 'complete', subject: 'hash', time: '2026-11-25T08:00:00.000Z' },
    { requestId: '"}, \\', result: 'partial', subject: null, time: '2026-11-25T08:00:00.001Z' },
  ] as const) {
    const text = template.text(details);
    expect(text).toBe(canonicalJson({ ...shared, ...details }));
    expect(readEntry(JSON.parse(text))).toEqual({ ...shared, ...details });
  }
});
