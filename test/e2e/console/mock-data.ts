const agency = (name: string) => ({ name, phone: '+8657112000005' });
const money = (amountMinor: string) => ({ amountMinor, currency: 'CNY' });

/** Code of the notice that is due first. */
export const dueNoticeCode = '33010200512345678903';

export const mockData = {
  me: {
    id: 'pw-5TqYw0',
    ageOver: true,
    profile: { name: { value: '林秀英', source: agency('Civil Affairs Bureau') } },
    notices: {
      nodes: [
        {
          code: dueNoticeCode,
          status: 'ISSUED',
          dueDate: '2026-12-15',
          amount: money('20000'),
          agency: agency('Traffic Police'),
        },
        {
          code: '33010200398765432107',
          status: 'ISSUED',
          dueDate: '2026-12-31',
          amount: money('480000'),
          agency: agency('Education Bureau'),
        },
      ],
    },
    receipts: { nodes: [{ number: '102-2026-0001', issuedAt: '2026-10-08T14:02:11+08:00' }] },
  },
  station: {
    name: '武林广场',
    departures: {
      nodes: [
        {
          scheduledDeparture: '2026-11-25T09:31:00+08:00',
          headsign: '湘湖',
          route: { shortName: '1', mode: 'SUBWAY' },
        },
        {
          scheduledDeparture: '2026-11-25T09:33:30+08:00',
          headsign: '龙翔桥',
          route: { shortName: '3', mode: 'SUBWAY' },
        },
      ],
    },
  },
  planJourney: {
    itineraries: [
      { departure: '2026-11-25T09:31:00+08:00', arrival: '2026-11-25T09:49:30+08:00', transfers: 0 },
    ],
  },
  region: {
    name: '杭州市',
    indicator: { unit: { name: 'persons' }, series: [{ latest: { timePeriod: '2025', value: 12_522_000 } }] },
  },
  initiatePayment: ({ input }: { input: { noticeCode: string } }) =>
    input.noticeCode === dueNoticeCode
      ? {
          __typename: 'PaymentInitiated',
          paymentId: 'pay-1',
          payUrl: 'https://provider.example/pay/1',
          payment: {
            state: 'STARTED',
            amount: money('20000'),
            events: [{ event: 'CREATE', occurredAt: '2026-11-25T09:30:00+08:00' }],
          },
        }
      : { __typename: 'NoticeNotFound', message: 'No notice has this code.' },
};
