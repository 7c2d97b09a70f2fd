import { errorTable } from './table.ts';

/** The text of docs/reference/errors.md: every code, what it means and how the caller mends it. */
export function errorsDocument(): string {
  const sections = Object.entries(errorTable).map(
    ([code, { status, meaning, remedy }]) => `## ${code}\n\nHTTP ${status}. ${meaning}\n\n${remedy}\n`,
  );
  return `${introduction}\n${sections.join('\n')}`;
}

const introduction = `# Errors

<!-- Made from packages/errors/src/table.ts by its docs script. Do not edit. -->

Every error has a stable code in \`extensions.code\`; switch on it, not on the message. The HTTP status counts where
the code ends the whole request. A code that stands beside data in a GraphQL answer travels with 200. An error that
is not in this list never leaves the platform: it is shown as \`INTERNAL_SERVER_ERROR\`.
`;
