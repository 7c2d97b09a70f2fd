import { expect, test } from 'vitest';
import { genesisOf } from '../format/chain.ts';
import { signCheckpoint } from '../format/checkpoint.ts';
import type { JournalEntry } from '../format/entry.ts';
import { access, chained, honestCity, linksOf, now, signing, verify } from './small-city.fixture.ts';

const chain = 'v2.gateway';

test.each(['2026-11-25T11:00:00.000Z', '2099-01-01T00:00:00.000Z'])(
  'entries behind the acknowledged ones are doubtful, whatever time they claim (first %s)',
  async (time) => {
    const { traces, word } = honestCity(chain);
    const forged = [{ ...access(81), time }, access(82), access(83)] as JournalEntry[];
    const { lines, links } = chained(forged, linksOf(traces).at(-1)!);
    traces.lines.push(...lines);
    for (const place of traces.checkpoints) {
      place.push(JSON.stringify(signCheckpoint(chain, links.at(-1)!, now, signing.privateKey)));
    }
    const report = await verify(traces, word);
    expect(report.outcome).toBe('unproved');
    expect(report.lines[0]).toContain('entries 81 to 83, which the identity service does not acknowledge');
  },
);

test('a time in the future is doubtful, of an entry and of a checkpoint', async () => {
  const future = '2099-01-01T00:00:00.000Z';
  const ofEntry = honestCity(chain);
  const { lines } = chained(
    [{ ...access(81), time: future } as JournalEntry],
    linksOf(ofEntry.traces).at(-1)!,
  );
  ofEntry.traces.lines.push(...lines);
  const ofCheckpoint = honestCity(chain);
  const end = linksOf(ofCheckpoint.traces).at(-1)!;
  for (const place of ofCheckpoint.traces.checkpoints) {
    place.push(JSON.stringify(signCheckpoint(chain, end, new Date(future), signing.privateKey)));
  }
  for (const { traces, word } of [ofEntry, ofCheckpoint]) {
    const report = await verify(traces, word);
    expect(report.outcome).toBe('unproved');
    expect(report.lines[0]).toContain(`is dated ${future}, in the future`);
  }
});

test('entries under an unacknowledged checkpoint are doubtful once it is two minutes old', async () => {
  for (const [age, outcome] of [
    [60_000, 'whole'],
    [180_000, 'unproved'],
  ] as const) {
    const { traces, word } = honestCity(chain);
    const entry = { ...access(81), time: now.toISOString() } as JournalEntry;
    const { lines, links } = chained([entry], linksOf(traces).at(-1)!);
    traces.lines.push(...lines);
    const time = new Date(now.getTime() - age);
    for (const place of traces.checkpoints) {
      place.push(JSON.stringify(signCheckpoint(chain, links[0]!, time, signing.privateKey)));
    }
    const report = await verify(traces, word);
    expect(report.outcome, `${report.lines}`).toBe(outcome);
  }
});

test('a chain which the identity service does not name is doubtful, also one of this minute', async () => {
  const { traces } = honestCity(chain);
  const { word } = honestCity('v2.other');
  const fresh = [1, 2].map((number) => ({ ...access(number), time: now.toISOString() }) as JournalEntry);
  const { lines, links } = chained(fresh, genesisOf(chain));
  const checkpoint = JSON.stringify(signCheckpoint(chain, links.at(-1)!, now, signing.privateKey));
  const invented = { ...traces, first: 1, bounds: [1], lines };
  invented.checkpoints = [[checkpoint], [checkpoint]];
  invented.receipts = [[], []];
  const report = await verify(invented, word);
  expect(report.outcome).toBe('unproved');
  expect(report.lines[0]).toContain('the chain itself, which the identity service does not name');
});
