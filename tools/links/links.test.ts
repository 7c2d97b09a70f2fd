import { describe, expect, it } from 'vitest';
import { brokenLinks } from './broken-links.ts';

const pages: Readonly<Record<string, string>> = {
  'docs/guide.md': '# Guide\n\n## What it `costs`, per call\n\n## Twice\n\n## Twice\n',
  'README.md': '# Read me\n',
};
const check = (text: string, at = 'docs/page.md') =>
  brokenLinks([at], {
    has: (path) => path in pages || path === at || path === 'docs',
    read: (path) => (path === at ? text : (pages[path] ?? '')),
  });

describe('a link is accepted', () => {
  it.each([
    '[file](guide.md)',
    '[up](../README.md)',
    '[folder](../docs/)',
    '[anchor](guide.md#what-it-costs-per-call)',
    '[second heading of one name](guide.md#twice-1)',
    '[other machine](https://example.org/none.md)',
    '`[code](none.md)`',
    '```md\n[code](none.md)\n```',
    '[reference][r]\n\n[r]: guide.md',
  ])('%s', (text) => {
    expect(check(text)).toEqual([]);
  });

  it('to a heading of its own page', () => {
    expect(check('# Here\n\n[here](#here)')).toEqual([]);
  });
});

describe('a link is refused', () => {
  it.each([
    ['[file](none.md)', 'docs/page.md:1: none.md: no tracked file or folder docs/none.md'],
    ['\n\n![picture](a.png)', 'docs/page.md:3: a.png: no tracked file or folder docs/a.png'],
    ['[anchor](guide.md#costs)', 'docs/page.md:1: guide.md#costs: no heading #costs in docs/guide.md'],
    ['[own](#none)', 'docs/page.md:1: #none: no heading #none in docs/page.md'],
    ['[root](/README.md)', 'docs/page.md:1: /README.md: is absolute; write it relative to the file'],
    ['[r]: none.md', 'docs/page.md:1: none.md: no tracked file or folder docs/none.md'],
  ])('%s', (text, line) => {
    expect(check(text)).toEqual([line]);
  });
});
