import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { coreCount } from './cores.ts';
import { repository } from './ground.ts';

const page = join(repository, 'docs/benchmarks.md');

const head = `# Benchmarks

Written by \`npm run bench -- --write\`; a suite's part is replaced when that suite runs. The numbers of one run are
comparable with each other, hardly with those of another machine; those of a \`--quick\` run of one round are a first look.
What each suite measures: [test/bench](../test/bench/README.md).

In \`peers\`, the gateway under test runs alone on one core; load generator and stub subgraphs, which cost next to nothing, share
the other. Every contender starts afresh in every round, the order turns round from round to round, and every answer
is held against that of a graphql-js monolith over the same data before anything is timed. This project's gateway runs
as in production: built, token verified, fields authorized, calls signed, limits and error masking on, and every reading of
personal data (all of these queries read some) on disk before its answer leaves. None of the others does any of this; the
row without access records leaves out the last, so that it is the gateways that are compared and not the disk.

Columns: \`rps\` requests a second with 64 callers; \`p50_ms\`, \`p99_ms\` response times at a fixed rate that everyone can
serve; \`cpu_ms\` processor time of the gateway's processes a request, the figure that other programs on the machine
disturb least; \`rss_mb\` memory after the load; \`cold_ms\` from the start of the process to the first right answer. Each
is the median of the rounds, the ratio beside it is median (minimum to maximum) over the rounds.
`;

/**
 * Puts a suite's part into docs/benchmarks.md.
 *
 * @param choices the options of the run that chose what was measured, as they were given
 */
export async function writeSection(
  suite: string,
  {
    table,
    rounds,
    choices,
  }: { readonly table: string; readonly rounds: number; readonly choices: readonly string[] },
): Promise<void> {
  const before = await readFile(page, 'utf8').catch(() => '');
  const sections = new Map(
    before
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.trimEnd()]),
  );
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const where =
    `${new Date().toISOString().slice(0, 10)}, ${rounds} round${rounds === 1 ? '' : 's'}, Node ${process.versions.node}, ` +
    `${coreCount} cores of ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}. ` +
    `Again: \`npm run bench -- ${[suite, ...choices, `--rounds ${rounds}`].join(' ')} --write\`.`;
  sections.set(suite, `${suite}\n\n${where}\n\n${table}`);
  const text = [...sections.values()].map((section) => `## ${section}\n`).join('\n');
  await writeFile(page, `${head}\n${text}`);
}
