import { openJournalFolder, readCheckpoints, readPublicKey, verifyChain } from '@civic-graph/audit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const disk = { isFull: false };

// Files share what they have imported: only this one gets a gateway that has been imported with such a disk.
beforeAll(() => {
  vi.doMock('./journal-file.ts', async (importOriginal) => {
    const { openJournalFile } = await importOriginal<typeof import('./journal-file.ts')>();
    const noSpace = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return {
      async openJournalFile(path: string) {
        if (disk.isFull) throw noSpace();
        const file = await openJournalFile(path);
        return {
          ...file,
          async append(bytes: Buffer) {
            await file.append(disk.isFull ? bytes.subarray(0, 20) : bytes);
            if (disk.isFull) throw noSpace();
          },
        };
      },
    };
  });
  vi.resetModules();
});
afterAll(() => {
  vi.doUnmock('./journal-file.ts');
  vi.resetModules();
});

const diary = '{ person(id: "1") { name diary } }';

test('while the disk is full no personal data leaves, public data does, and nothing is left half written', async () => {
  const { startPersonalGraph } = await import('./personal-graph.fixture.ts');
  const personal = await startPersonalGraph();
  const { ask, calls } = personal.graph;
  const token = await personal.token();
  for (const lane of ['slow', 'fast']) {
    expect((await ask(diary, { token })).json.data?.person.diary, lane).toBe('dear diary');
  }

  disk.isFull = true;
  // The first finds it out only when the data is there, the others before anything is fetched.
  for (const fetches of [1, 0, 0]) {
    const before = calls.length;
    const { status, json, headers } = await ask(diary, { token });
    expect({ status, data: json.data }).toEqual({ status: 503, data: undefined });
    expect(headers['retry-after']).toBe('5');
    expect(json.errors).toMatchObject([{ extensions: { code: 'ACCESS_NOT_RECORDED' } }]);
    expect(JSON.stringify(json)).not.toMatch(/dear diary|ENOSPC|no space/);
    expect(calls.length - before).toBe(fetches);
  }
  expect((await ask('{ person(id: "1") { name } }', { token })).json.data).toEqual({
    person: { name: 'Person 1' },
  });

  disk.isFull = false;
  expect((await ask(diary, { token })).json.data?.person.diary).toBe('dear diary');
  expect(personal.records()).toHaveLength(3);
  await personal.graph.gateway.close();
  const { chain, lines } = openJournalFolder(personal.folder)!;
  expect(
    verifyChain(
      { chain, first: 1, lines: lines() },
      readCheckpoints(personal.checkpoints, chain),
      readPublicKey(personal.checkpoints, chain)!,
    ),
  ).toEqual({ kind: 'whole', pruned: 0, count: 3, sealed: 3 });
  await personal.close();
});
