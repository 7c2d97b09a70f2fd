import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { brokenLinks } from './links/broken-links.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

// New files count before they are staged, ignored ones never do.
const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
});
const files = listing.split('\0').filter((path) => path !== '' && existsSync(`${root}${path}`));
const known = new Set(['.', ...files]);
for (const file of files) {
  for (let folder = dirname(file); !known.has(folder); folder = dirname(folder)) known.add(folder);
}

const pages = files.filter((path) => path.endsWith('.md'));
const broken = brokenLinks(pages, {
  has: (path) => known.has(path),
  read: (path) => readFileSync(`${root}${path}`, 'utf8'),
});
for (const line of broken) process.stderr.write(`${line}\n`);
if (broken.length > 0) {
  process.stderr.write(`${broken.length} broken links: correct the path or the heading\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`links: ${pages.length} pages, none broken\n`);
}
