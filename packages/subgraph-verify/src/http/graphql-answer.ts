import { z } from 'zod';
import type { Reply } from './exchange.ts';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
});

export interface AnswerError {
  readonly message: string;
  /** Empty if the server returns none. */
  readonly path: readonly (string | number)[];
  readonly code: string | null;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** GraphQL October 2021, section 7. */
export interface GraphQLAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
}

/** The GraphQL content of the reply; `null` if it is not a GraphQL response. */
export function graphqlIn(reply: Reply): GraphQLAnswer | null {
  return reply.kind === 'answer' ? parseAnswer(reply.text) : null;
}

export function parseAnswer(text: string): GraphQLAnswer | null {
  const parsed = answerSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { data = null, errors } = parsed.data;
  if (data === null && !errors?.length) return null;
  return {
    data,
    errors: (errors ?? []).map(({ message, path, extensions }) => ({
      message,
      path: path ?? [],
      code: typeof extensions?.code === 'string' ? extensions.code : null,
      extensions: extensions ?? {},
    })),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
