import type { Loaders } from './loaders.ts';
import type { ResolversTypes } from './resolver-types.ts';

type Problem = Extract<
  Awaited<ResolversTypes['EndNoticeResult']>,
  { __typename?: 'NoticeNotFound' | 'NoticeAlreadyPaid' | 'NoticeWithdrawn' | 'NoticeWrittenOff' }
>;

const words = {
  paid: ['NoticeAlreadyPaid', 'The notice is paid.'],
  withdrawn: ['NoticeWithdrawn', 'The agency has withdrawn the notice; nothing is owed.'],
  'written-off': ['NoticeWrittenOff', 'The agency has written the notice off; it cannot be paid any more.'],
} as const;

/** Reasons why a notice cannot be acted upon. */
export async function noticeProblem(
  kind: 'not-found' | 'withdrawn' | 'written-off',
  code: string,
  loaders: Loaders,
): Promise<Exclude<Problem, { __typename?: 'NoticeAlreadyPaid' }>>;
export async function noticeProblem(
  kind: 'not-found' | keyof typeof words,
  code: string,
  loaders: Loaders,
): Promise<Problem>;
export async function noticeProblem(
  kind: 'not-found' | keyof typeof words,
  code: string,
  loaders: Loaders,
): Promise<Problem> {
  if (kind === 'not-found') {
    return { __typename: 'NoticeNotFound', message: 'No notice has this code.', code };
  }
  const [__typename, message] = words[kind];
  return { __typename, message, notice: await loaders.notice.load(code) };
}
