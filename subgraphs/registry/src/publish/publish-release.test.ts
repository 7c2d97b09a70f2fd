import { releaseVersion } from '@civic-graph/releases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BrokenBy, CheckInput, CheckResult } from '../check/check-release.ts';
import type { AccessChange } from '../check/check-report.ts';
import type { Checker } from '../check/checker.ts';
import { type CheckOptions, type Checks, createChecks } from '../check/run-check.ts';
import { type RegistryTestDatabase, startRegistryDatabase } from '../database/registry-database.fixture.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { createSeal } from '../secret/seal.ts';
import { createSecretStore } from '../secret/subgraph-secrets.ts';
import type { CoordinateUse } from '../usage/usage-store.ts';
import { approvePublish } from './approve-publish.ts';
import type { ReleaseOutcome } from './publish-outcome.ts';
import { type PublishDesk, publishRelease } from './publish-release.ts';
import { publishSupergraph } from './publish-supergraph.ts';
import { samplePublication, sampleRelease } from './sample-releases.fixture.ts';

/* Races, with checks whose duration and findings each test sets. */

let database: RegistryTestDatabase;
let checks: Checks;
let desk: PublishDesk;
/** Runs during a check. */
let during: (input: CheckInput) => Promise<unknown>;
let gains: readonly AccessChange[];
let checked: number;

let now: Date;
const clock = () => now;
let breaking: readonly BrokenBy[];
/** Whether an app uses what `breaking` breaks. */
let used: boolean;
let weighing: CheckOptions;
const use = {
  coordinate: 'Query.a',
  app: 'app',
  calls: 5,
  lastSeen: new Date(0),
  name: null,
} as CoordinateUse;
const admin = { subject: 'admin', agency: null };
const officialOf = (subgraph: string, subject = 'operator') => ({ subject, agency: `agency-of-${subgraph}` });
const gain = (coordinate: string): AccessChange => ({
  ...{ kind: 'gains', coordinate, dataClass: 'C2', callers: ['lin'] },
});

const checker: Checker = {
  async check(input): Promise<CheckResult> {
    checked += 1;
    await during(input);
    const sdl = `# ${input.releases.map(({ schema }) => schema).join(' ')}`;
    return { report: { problems: [], accessChanges: gains }, breaking, sdl };
  },
  compose: async () => Promise.reject(new Error('unused')),
  compare: async () => Promise.reject(new Error('unused')),
  filter: async () => Promise.reject(new Error('unused')),
  validate: async () => Promise.reject(new Error('unused')),
  close: () => {},
};

beforeEach(async () => {
  database = await startRegistryDatabase();
  during = async () => {};
  gains = [];
  breaking = [];
  used = false;
  checked = 0;
  now = new Date('2026-11-27T08:00:00Z');
  weighing = {
    ...{ db: database.db, checker, clock, approved: null, servedFields: async () => null },
    countCitizens: null,
    contractSchemas: { of: async () => Promise.reject(new Error('unused')) },
    usage: { uses: async () => (used ? [use] : []), countedSince: async () => null },
  };
  checks = createChecks({ ...weighing, patienceMs: 60_000 });
  const secrets = createSecretStore(createSeal(Buffer.alloc(32, 'seal').toString('base64url')));
  desk = { db: database.db, checks, clock, secrets };
  const releases = [sampleRelease('archives'), sampleRelease('libraries')];
  await publishSupergraph(database.db, samplePublication({ releases }), clock());
});
afterEach(() => database.stop());

const publish = (subgraph: string, schema = 'next', by = officialOf(subgraph)): Promise<ReleaseOutcome> =>
  publishRelease(desk, {
    release: sampleRelease(subgraph, { schema }),
    by,
    canaryPercent: 100,
    reason: null,
  });

const inForce = async () => {
  const head = await lastRollout(database.db);
  return (await releasesOf(database.db, head!.supergraph)).map(({ version }) => version);
};

it('two agencies that publish concurrently are both applied, one after the other', async () => {
  let letBothGo = () => {};
  const bothAreChecked = new Promise<void>((resolve) => {
    letBothGo = resolve;
  });
  during = () => {
    if (checked === 2) letBothGo();
    return bothAreChecked;
  };
  const outcomes = await Promise.all([publish('archives'), publish('libraries')]);
  expect(outcomes).toMatchObject([
    { kind: 'published', changed: true },
    { kind: 'published', changed: true },
  ]);
  const versions = ['archives', 'libraries'].map((name) =>
    releaseVersion(sampleRelease(name, { schema: 'next' })),
  );
  expect(await inForce()).toEqual(versions);
  // The second one was checked again, against the first.
  expect(checked).toBe(3);
});

it('the same release is published once, even if requested twice concurrently', async () => {
  const outcomes = await Promise.all([publish('libraries'), publish('libraries')]);
  expect(outcomes.map((outcome) => 'changed' in outcome && outcome.changed).sort()).toEqual([false, true]);
  expect(checked).toBe(1);
});

it('a publisher whom others always overtake is told to repeat, and leaves no rows', async () => {
  let count = 0;
  during = async () => {
    const head = await lastRollout(database.db);
    count += 1;
    const releases = [sampleRelease('archives', { schema: `${count}` }), sampleRelease('libraries')];
    const publication = samplePublication({ releases, base: head!.supergraph, sdl: `# ${count}` });
    await publishSupergraph(database.db, publication, clock());
  };
  await expect(publish('libraries')).rejects.toMatchObject({ code: 'SUPERGRAPH_CHANGED', status: 409 });
  expect(count).toBe(3);
  expect(await inForce()).toContain(releaseVersion(sampleRelease('libraries')));
  during = async () => {};
  expect(await publish('libraries')).toMatchObject({ kind: 'published', changed: true });
});

it('a name that another agency gets meanwhile is refused', async () => {
  during = async () => {
    during = async () => {};
    const head = await lastRollout(database.db);
    const releases = [sampleRelease('museums', { agency: 'another' })];
    const publication = samplePublication({ releases, base: head!.supergraph, sdl: '# museums' });
    await publishSupergraph(database.db, publication, clock());
  };
  expect(await publish('museums', 'mine', admin as never)).toMatchObject({
    kind: 'refused',
    reason: 'not-your-subgraph',
  });
});

it('a long check is answered later, and runs once', async () => {
  const patient = createChecks({ ...weighing, patienceMs: 1 });
  desk = { ...desk, checks: patient };
  let finish = () => {};
  during = () =>
    new Promise<void>((resolve) => {
      finish = resolve;
    });
  expect(await publish('libraries')).toEqual({ kind: 'running' });
  expect(await publish('libraries')).toEqual({ kind: 'running' });
  await expect.poll(() => checked).toBe(1);
  finish();
  await expect.poll(() => publish('libraries'), { timeout: 10_000 }).toMatchObject({ kind: 'published' });
  expect(checked).toBe(1);
});

it('a check that breaks off is not a result: the next call checks again', async () => {
  during = async () => {
    throw new Error('its process ended');
  };
  await expect(publish('libraries')).rejects.toThrow('its process ended');
  during = async () => {};
  expect(await publish('libraries')).toMatchObject({ kind: 'published' });
});

it('a publish waits again if somebody would gain more than the approver has seen', async () => {
  gains = [gain('Query.loans')];
  const waiting = await publish('libraries');
  if (waiting.kind !== 'awaits-approval') throw new Error(waiting.kind);
  gains = [];
  await publish('archives');
  gains = [gain('Query.loans'), gain('Query.fines')];
  const by = officialOf('libraries', 'colleague');
  const again = await approvePublish(desk, { check: waiting.check.id, by, reason: 'In order.' });
  if (again.kind !== 'awaits-approval') throw new Error(again.kind);
  expect(again.check.id).not.toBe(waiting.check.id);
  expect(again.check.request).toMatchObject({ subject: 'operator', state: 'waiting' });
  const order = { check: again.check.id, by, reason: 'Also in order.' };
  expect(await approvePublish(desk, order)).toMatchObject({ kind: 'published', changed: true });
  expect(await approvePublish(desk, { ...order, check: waiting.check.id })).toMatchObject({
    reason: 'superseded',
  });
});

it('a publish that would break an app by the time it is approved is refused', async () => {
  gains = [gain('Query.loans')];
  breaking = [{ message: 'Query.a was removed', breaks: ['Query.a'] }];
  const waiting = await publish('libraries');
  if (waiting.kind !== 'awaits-approval') throw new Error(waiting.kind);
  used = true;
  now = new Date('2026-11-27T08:11:00Z');
  const by = officialOf('libraries', 'colleague');
  expect(await approvePublish(desk, { check: waiting.check.id, by, reason: 'In order.' })).toMatchObject({
    kind: 'refused',
    reason: 'check-failed',
  });
  expect(checked).toBe(2);
});

it('two officials who approve concurrently publish once', async () => {
  gains = [gain('Query.loans')];
  const waiting = await publish('libraries');
  if (waiting.kind !== 'awaits-approval') throw new Error(waiting.kind);
  const { id: check } = waiting.check;
  const approve = (subject: string) =>
    approvePublish(desk, { check, by: officialOf('libraries', subject), reason: 'In order.' });
  const outcomes = await Promise.all([approve('one'), approve('two')]);
  expect(outcomes.map((outcome) => 'changed' in outcome && outcome.changed).sort()).toEqual([false, true]);
});

it('PostgreSQL refuses a publish without the second official', async () => {
  gains = [gain('Query.loans')];
  await publish('libraries');
  const complete = (approver: string | null) =>
    database.db
      .insertInto('publish_completion')
      .columns(['request', 'rollout', 'approver', 'approval_reason', 'completed_at'])
      .expression((from) =>
        from
          .selectFrom(['publish_request', 'rollout'])
          .select(({ val }) => [
            'publish_request.number',
            'rollout.sequence',
            val(approver).as('approver'),
            val(approver === null ? null : 'In order.').as('reason'),
            'publish_request.requested_at',
          ]),
      )
      .execute();
  await expect(complete(null)).rejects.toMatchObject({
    code: '23514',
    message: expect.stringContaining('nobody has approved it'),
  });
  await expect(complete('operator')).rejects.toMatchObject({
    code: '23514',
    message: expect.stringContaining('approved by the official who asked'),
  });
});
