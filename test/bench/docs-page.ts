import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { coreCount } from './cores.ts';
import { repository } from './ground.ts';

const page = join(repository, 'docs/reference/benchmarks.md');

const head = `# Benchmarks

Written by \`npm run bench -- --write\`; a suite's part is replaced when that suite runs. The numbers of one run are
comparable with each other, hardly with those of another machine; those of a \`--quick\` run of one round are a first look.
What each suite measures: [test/bench](../test/bench/README.md). Why some demands are not held: [access records](adr/0019-access-journal-with-group-commit.md),
[the floor](adr/0022-what-a-request-costs.md).

In \`peers\`, the gateway under test runs alone on one core; load generator and stub subgraphs, which cost next to nothing,
share the other. Every contender starts afresh in every round, the order is reversed from round to round, and every answer
is compared with that of a graphql-js monolith over the same data before anything is timed. This project's gateway runs as in
production: tokens verified, fields authorized, calls signed, limits and error masking on, and every read of personal data
(all of these queries read some) on disk before its answer leaves. The others run as their documentation shows them. Most
of them verify JWTs, enforce scopes and limit operations as well: **these features are off in this run**, so their rows show less
work than production gives them. The row without access records leaves out the last of ours, which no other gateway here has,
so that gateways are compared and not disks.

"Every request differs" rotates the tokens of 1,000 citizens, and each request has variables of its own. Routers whose
program npm does not have take part where \`HIVE_ROUTER_BIN\`, \`APOLLO_ROUTER_BIN\` or \`COSMO_ROUTER_BIN\` gives its path.

Columns: \`rps\` requests a second with 64 callers; \`p50_ms\`, \`p99_ms\` response times at a fixed rate that every contender
can serve, counted from the moment a request was due (no coordinated omission), 10,000 of them a cell and round where the rate
permits within 60 seconds; \`cpu_ms\` processor time of the gateway's processes a request, the figure that other programs on the machine
disturb least; \`rss_mb\` memory after the load; \`cold_ms\` from the start of the process to the first right answer. Each
is the median of the rounds, the ratio beside it is median (minimum to maximum) over the rounds.
`;

/** What each suite asks, in the order of the page. */
const questions: ReadonlyMap<string, string> = new Map([
  ['peers', 'How fast is it beside other gateways, and beside a floor that does nothing but fetch?'],
  ['one-query', 'What does a query to the real agencies cost, with access records and without?'],
  ['protection', 'What does everything that protects the gateway cost, over stubs?'],
  ['audit', 'What do access records cost, over stubs?'],
  ['payments', 'How many payments a second, beside the bare SQL, and with how large a ledger?'],
  ['growth', 'Does the time grow with answers, plans, agencies, callers and cores as it should?'],
  ['memory', 'Does memory stay bounded while every operation is a new one?'],
  ['calls', 'What does a call to an agency cost, by the HTTP client that makes it?'],
  ['decision', 'What does a decision on rights cost?'],
  ['journal', 'How many entries does the access journal take?'],
]);

/**
 * Puts a suite's part into docs/reference/benchmarks.md.
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
  const sections = sectionsOf(await readFile(page, 'utf8').catch(() => ''));
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const where =
    `${new Date().toISOString().slice(0, 10)}, ${rounds} round${rounds === 1 ? '' : 's'}, Node ${process.versions.node}, ` +
    `${coreCount} cores of ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}. ` +
    `Again: \`npm run bench -- ${[suite, ...choices, `--rounds ${rounds}`].join(' ')} --write\`.`;
  sections.set(suite, `${suite}\n\n${where}\n\n${table}`);
  await writeFile(page, pageOf(sections));
}

/** By suite. */
export function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => [section.slice(0, section.indexOf('\n')), section.trimEnd()] as const),
  );
}

export function pageOf(sections: ReadonlyMap<string, string>): string {
  const found = [...new Set([...questions.keys(), ...sections.keys()])].flatMap((suite) => {
    const section = sections.get(suite);
    return section === undefined ? [] : [{ suite, question: questions.get(suite) ?? '', section }];
  });
  const contents = found.map(({ suite, question, section }) => {
    const date = /^\d{4}-\d\d-\d\d/m.exec(section)?.[0] ?? '';
    return `| [${suite}](#${suite}) | ${question} | ${date} | ${demands(section)} |`;
  });
  const table = ['| suite | asks | found on | demands |', '|---|---|---|---|', ...contents].join('\n');
  return [head, `${table}\n`, ...found.map(({ section }) => `## ${section}\n`)].join('\n');
}

/** How many of the lines that have to be held are. */
function demands(section: string): string {
  const all = section.split('demanded').length - 1;
  const missed = section.split('**missed**').length - 1;
  return all === 0 ? '' : `${all - missed} of ${all} held`;
}
