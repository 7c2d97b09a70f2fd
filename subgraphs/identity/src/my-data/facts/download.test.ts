import { expect, it } from 'vitest';
import type { Visit } from '../desk.ts';
import { sayIn } from '../language.ts';
import { download } from './download.ts';

it('a citizen has one download at a time, in whichever language', async () => {
  const desk = { downloading: new Set<string>() };
  const visit = (key: string, language: 'zh' | 'en') =>
    ({ desk, citizen: { key }, now: new Date(), say: sayIn(language), home: `/me/${language}` }) as Visit;
  const first = download(visit('lin', 'zh'));
  expect(download(visit('lin', 'en'))).toMatchObject({ kind: 'page', status: 429 });
  const other = download(visit('zhao', 'en'));
  for (const answer of [first, other]) {
    if (answer.kind !== 'download') throw new Error(`a ${answer.kind} was returned`);
    await new Promise((ended) => answer.body.once('close', ended).destroy());
  }
  expect(desk.downloading).toEqual(new Set());
  expect(download(visit('lin', 'en')).kind).toBe('download');
});
