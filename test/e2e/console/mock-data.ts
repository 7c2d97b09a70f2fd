export const mockData = {
  me: {
    id: 'pw-5TqYw0',
    profile: { name: '林秀英' },
    notices: {
      nodes: [
        {
          code: '33010200512345678903',
          dueDate: '2026-12-15',
          amount: { amountMinor: '20000', currency: 'CNY' },
          agency: { name: 'Traffic Police' },
        },
        {
          code: '33010200398765432107',
          dueDate: '2026-12-31',
          amount: { amountMinor: '480000', currency: 'CNY' },
          agency: { name: 'Education' },
        },
      ],
    },
  },
  stop: {
    name: '武林广场',
    departures: [
      { route: '1', time: '2026-11-25T09:31:00+08:00' },
      { route: 'B2', time: '2026-11-25T09:33:30+08:00' },
    ],
  },
  region: { name: '杭州市', indicator: 12_522_000 },
  initiatePayment: { id: 'pay-1', payUrl: 'https://provider.example/pay/1' },
};
