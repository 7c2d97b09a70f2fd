import { expect, it } from 'vitest';
import { noticeTopics } from './catalogue.ts';
import type { NoticeMeaning } from './notice.ts';

/** docs/reference/gtfs-notices.md, written by `npx vitest run notices/catalogue --update`. */
function referencePage(): string {
  const sections = Object.entries(noticeTopics).map(([topic, notices]) => {
    const rows = Object.entries<NoticeMeaning>(notices).sort(([one], [other]) => one.localeCompare(other));
    const width = Math.max(...rows.map(([code]) => code.length)) + 2;
    const widest = Math.max(...rows.map(([, { meaning }]) => meaning.length));
    const line = (code: string, severity: string, meaning: string) =>
      `| ${code.padEnd(width)} | ${severity.padEnd(8)} | ${meaning.padEnd(widest)} |`;
    return [
      `## ${topic}`,
      '',
      line('code', 'severity', 'meaning'),
      `| ${'-'.repeat(width)} | -------- | ${'-'.repeat(widest)} |`,
      ...rows.map(([code, { severity, meaning }]) => line(`\`${code}\``, severity.toLowerCase(), meaning)),
      '',
    ].join('\n');
  });
  return `${introduction}\n${sections.join('\n')}`;
}

const introduction = `# Notices of GTFS feeds

<!-- Made from subgraphs/transport/src/notices by its test. Do not edit. -->

\`npx civic feed validate FEED\` checks a feed by the rules of the
[canonical GTFS validator](https://gtfs-validator.mobilitydata.org/rules.html), with its codes and severities. An error breaks the GTFS
reference, a warning its recommendations; an info may be intended. A line names the file, and the row and field if it concerns them.

The transport service refuses a feed only for errors in what it reads. It serves a feed with other errors, such as a malformed URL; the
last line of the output says whether it would. At most 1,000 notices per code are listed, but all are counted. Phone numbers are not
checked, because that needs the country of the feed. Polygons are checked for rings that are open, too short, or cross themselves.
`;

it('docs/reference/gtfs-notices.md lists all notices', async () => {
  await expect(referencePage()).toMatchFileSnapshot('../../../../docs/reference/gtfs-notices.md');
});
