/**
 * State machine of a notice as one table of status, event, next status. Pairs that are missing change
 * nothing.
 */
export const noticeTransitions = [
  ['issued', 'pay-part', 'partly-paid'],
  ['partly-paid', 'pay-part', 'partly-paid'],

  ['issued', 'pay-rest', 'paid'],
  ['partly-paid', 'pay-rest', 'paid'],

  // Nothing more is owed; what has been paid stays paid until it is refunded.
  ['issued', 'withdraw', 'withdrawn'],
  ['partly-paid', 'withdraw', 'withdrawn'],

  // Still owed, but uncollectable.
  ['issued', 'write-off', 'written-off'],
  ['partly-paid', 'write-off', 'written-off'],
] as const satisfies readonly (readonly [NoticeStatus, NoticeEventName, NoticeStatus])[];

export const noticeStatuses = ['issued', 'partly-paid', 'paid', 'withdrawn', 'written-off'] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

export const noticeEvents = ['pay-part', 'pay-rest', 'withdraw', 'write-off'] as const;
export type NoticeEventName = (typeof noticeEvents)[number];

/** Payable statuses. */
export const dueStatuses = ['issued', 'partly-paid'] as const satisfies readonly NoticeStatus[];
export type DueStatus = (typeof dueStatuses)[number];

const table: ReadonlyMap<string, NoticeStatus> = new Map(
  noticeTransitions.map(([status, event, next]) => [`${status} ${event}`, next]),
);

/** Returns the next status, or `null` if the event changes nothing. */
export function nextStatus(status: NoticeStatus, event: NoticeEventName): NoticeStatus | null {
  return table.get(`${status} ${event}`) ?? null;
}

export function isDue(status: NoticeStatus): status is DueStatus {
  return (dueStatuses as readonly NoticeStatus[]).includes(status);
}
