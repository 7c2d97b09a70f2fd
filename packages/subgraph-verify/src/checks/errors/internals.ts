import { type Check, failed, passed } from '../../check.ts';
import type { TestedServer } from '../../tested-server.ts';
import { isPublicCode } from './public-code.ts';

/** Stack frames, SQL, addresses, file paths. */
const internals =
  /\n\s+at .+:\d+|Traceback \(most recent|File ".+", line \d+|node_modules|\bSELECT\b[\s\S]+\bFROM\b|\bINSERT INTO\b|\w+:\/\/[^/\s]*:[^/\s]*@|\bE(CONNREFUSED|NOENT|CONNRESET)\b|(^|[\s("'])\/(usr|home|opt|srv|var|app)\/\w/;

/** Searches the errors of all other checks, after provoking some. */
export const internalsNotTold: Check = {
  id: 'errors/internals',
  section: 'errors',
  holds: 'reveals no stack, SQL, address or file under a public code',
  async run(server) {
    await provoke(server);
    const told = server.heard.find(
      ({ error }) =>
        isPublicCode(error.code) && internals.test(`${error.message}\n${JSON.stringify(error.extensions)}`),
    );
    if (told === undefined) return [passed];
    return [failed({ sent: told.sent, expected: 'a message for clients', came: JSON.stringify(told.error) })];
  },
};

/** Keys that are absent or have another type, and an unknown type. */
async function provoke(server: TestedServer): Promise<void> {
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
  for (const { type, keys } of server.schema.entities) {
    const wrong = Object.fromEntries(
      keys.flatMap((key) =>
        key.selections.map((part) => ['name' in part && part.name ? part.name.value : '', {}]),
      ),
    );
    for (const key of [{}, wrong]) {
      await server.ask({ query, variables: { r: [{ __typename: type.name, ...key }] } });
    }
  }
  if (server.schema.entities.length > 0) {
    await server.ask({ query, variables: { r: [{ __typename: 'CivicVerifyNothing' }] } });
  }
}
