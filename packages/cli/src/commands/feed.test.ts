import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

it.each([
  [join(tmpdir(), 'no-such-feed.zip'), 'no such file'],
  [tmpdir(), 'not a file; give the path of a GTFS zip'],
  ['http://127.0.0.1:1/feed.zip', 'the download failed'],
])('feed validate cannot check %s', async (place, reason) => {
  expect(await run(['feed', 'validate', place])).toEqual({
    code: 2,
    stdout: '',
    stderr: `${place}: ${reason}\n`,
  });
});
