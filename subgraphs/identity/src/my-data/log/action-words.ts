import type { ScopeDescription } from '@civic-graph/agencies';

type Title = ScopeDescription['title'];

/** First words of titles such as “Start payments for you”, in the past tense. */
const past: ReadonlyMap<string, string> = new Map([
  ['Apply', 'applied'],
  ['Begin', 'began'],
  ['Book', 'booked'],
  ['Cancel', 'cancelled'],
  ['Change', 'changed'],
  ['Make', 'made'],
  ['Pay', 'paid'],
  ['Renew', 'renewed'],
  ['Send', 'sent'],
  ['Start', 'started'],
  ['Submit', 'submitted'],
]);

/** “On your behalf”: titles of actions begin with it. */
const onBehalf = '代您';

/** What an app did by a data group that is an action; `null` for a group that is only read. */
export function actionWords({ zh, en }: Title): Title | null {
  const [verb = '', ...rest] = en.split(' ');
  const done = past.get(verb);
  if (done === undefined || !zh.startsWith(onBehalf)) return null;
  return { zh, en: [done, ...rest].join(' ') };
}
