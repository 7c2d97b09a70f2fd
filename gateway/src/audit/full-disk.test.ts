import { openJournalFolder, readCheckpoints, readPublicKey, verifyChain } from '@civic-graph/audit';
import { expect, test, vi } from 'vitest';
import { startPersonalGraph } from './personal-graph.fixture.ts';

const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock('./journal-file.ts', async (importOriginal) => {
  const { openJournalFile } = await importOriginal<typeof import('./journal-file.ts')>();
  const noSpace = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  return {
    async openJournalFile(path: string) {
      if (disk.isFull) throw noSpace();
      const file = await openJournalFile(path);
      return {
        ...file,
        async append(text: string) {
          await file.append(disk.isFull ? text.slice(0, 20) : text);
          if (disk.isFull) throw noSpace();
        },
      };
    },
  };
});

const diary = '{ person(id: "1") { name diary } }';

test('while the disk is full no personal data leaves, public data does, and nothing is left half written', async () => {
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
    const { status, json } = await ask(diary, { token });
    expect({ status, data: json.data }).toEqual({ status: 503, data: undefined });
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
