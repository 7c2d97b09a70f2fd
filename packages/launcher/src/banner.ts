import type { PersonaEntry } from './persona-token.ts';

/**
 * First request for a new user: fields of four agencies that exist whatever feed and data sets are loaded.
 */
const firstRequest = {
  query: `query ($city: ID!) {
    me { ageOver(years: 18) notices(first: 1) { nodes { dueDate amount { amountMinor currency } agency { name } } } }
    stations(first: 1) { nodes { name departures(first: 1) { nodes { scheduledDeparture headsign } } } }
    region(code: $city) { name }
  }`.replace(/\s+/g, ' '),
  variables: { city: '330100' },
};

export interface BannerParts {
  readonly gatewayUrl: string;
  readonly adminUrl: string;
  readonly issuerUrl: string;
  /** Null if the example partner app does not run. */
  readonly portalUrl: string | null;
  readonly logs: string;
  /** Prints a token of a persona. */
  readonly tokenCommand: string;
  readonly token: string;
  readonly persona: string;
  readonly personas: readonly PersonaEntry[];
  readonly seconds: string;
}

/** Text printed when everything is ready. The `curl` command is one line, so that it can be copied. */
export function banner(parts: BannerParts): string {
  const { gatewayUrl, adminUrl, issuerUrl, portalUrl, logs, tokenCommand, persona, personas, seconds } =
    parts;
  return `
Civic Graph is ready after ${seconds} s.

${portalUrl === null ? '' : `  City      ${portalUrl}/  an app of a partner: sign in as Lin\n`}  Studio    ${gatewayUrl}/
  GraphQL   ${gatewayUrl}/graphql
  Issuer    ${issuerUrl}
  My data   ${issuerUrl}/me
  Metrics   ${adminUrl}/metrics
  Logs      ${logs}

One query, four agencies, as ${persona}:

${curlLine(parts)}

Personas  (a token: ${tokenCommand} [--app APP])

${table(personas)}

Ctrl-C stops everything.
`;
}

/** No quote or backslash inside the quotes, so that it can be pasted into any shell. */
function curlLine({ gatewayUrl, token }: BannerParts): string {
  const headers = ['content-type: application/json', `authorization: Bearer ${token}`];
  const flags = headers.map((header) => `-H '${header}'`).join(' ');
  return `curl -s ${gatewayUrl}/graphql ${flags} -d '${JSON.stringify(firstRequest)}'`;
}

function table(personas: readonly PersonaEntry[]): string {
  const rows = personas.map(({ id, about, apps }) => [
    id,
    about,
    apps.length > 1 ? `at ${apps.join(', ')}` : '',
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
