import type { Clock } from '@civic-graph/tokens';
import type { FastifyRequest } from 'fastify';
import type { MessageHeader } from '../message.ts';
import { languageOf } from './language.ts';

/** The header of an answer: prepared now, in the language that the client prefers. */
export function headerOf(request: FastifyRequest, clock: Clock): MessageHeader {
  const prepared = `${clock().toISOString().slice(0, 19)}Z`;
  const language = languageOf(request.headers['accept-language']);
  return { id: `CG${prepared.replace(/\D/g, '')}`, prepared, language };
}
