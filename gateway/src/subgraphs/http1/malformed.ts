import { TransportError } from '../http/http-client.ts';

export function malformed(why: string): TransportError {
  return new TransportError('RESPONSE_MALFORMED', why);
}
