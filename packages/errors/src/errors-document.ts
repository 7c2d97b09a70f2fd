import { errorTable } from './table.ts';

/** The text of docs/reference/errors.md: every code, its meaning and its remedy. */
export function errorsDocument(): string {
  const sections = Object.entries(errorTable).map(
    ([code, { status, meaning, remedy }]) => `## ${code}\n\nHTTP ${status}. ${meaning}\n\n${remedy}\n`,
  );
  return `${introduction}\n${sections.join('\n')}`;
}

const introduction = `# Errors

<!-- Made from packages/errors/src/table.ts by its docs script. Do not edit. -->

Every error has a stable code in \`extensions.code\`; switch on it, not on the message. The HTTP status applies when
the code rejects the whole request. An error beside data in a GraphQL response is sent with 200. An error that is not
in this list is never sent: clients see \`INTERNAL_SERVER_ERROR\` instead.
`;
