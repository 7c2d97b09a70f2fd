import { type Check, failed, passed } from '../../check.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { typename } from '../operations.ts';

/** The gateway refuses bodies that end with the connection, and requests no compression. */
export const httpFraming: Check = {
  id: 'call/http-framing',
  section: 'call',
  holds: 'answers over HTTP/1.1, with a content-length or in chunks, not compressed',
  async run(server) {
    const reply = await server.ask(typename);
    const fail = (came: string) =>
      failed({
        sent: describeCall(typename),
        expected: 'HTTP/1.1 with content-length or transfer-encoding: chunked, without content-encoding',
        came,
      });
    if (reply.kind === 'none') return [fail(describeReply(reply))];
    const { httpVersion, headers } = reply;
    if (httpVersion !== '1.1') return [fail(`HTTP/${httpVersion}`)];
    if (!('content-length' in headers) && headers['transfer-encoding'] !== 'chunked') {
      return [fail('neither content-length nor transfer-encoding: chunked')];
    }
    const coding = headers['content-encoding'] ?? 'identity';
    return [coding === 'identity' ? passed : fail(`content-encoding: ${coding}`)];
  },
};
