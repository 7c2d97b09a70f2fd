import { parse } from 'graphql';
import { type Check, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { service as operation } from '../operations.ts';

export const service: Check = {
  id: 'call/service',
  section: 'duties',
  holds: 'returns its schema by _service',
  async run(server) {
    const reply = await server.ask(operation);
    const told = graphqlIn(reply)?.data?._service;
    const sdl = typeof told === 'object' && told !== null && 'sdl' in told ? told.sdl : null;
    const fail = (came: string) =>
      failed({ sent: describeCall(operation), expected: 'the text of a GraphQL schema', came });
    if (typeof sdl !== 'string') return [fail(describeReply(reply))];
    try {
      parse(sdl);
      return [passed];
    } catch (error) {
      return [fail(`text that is not a schema: ${error instanceof Error ? error.message : error}`)];
    }
  },
};
