import { z } from 'zod';

/** The only operation that the citizens' pages run at a gateway; their safelist has no other. */
export const ownPaymentsOperation = `query OwnPayments($after: String) {
  receiptKeys { jwk agency { id } }
  me {
    payments(first: 20, after: $after) {
      nodes {
        id
        createdAt
        state
        provider
        amount { amountMinor currency }
        parts {
          amount { amountMinor currency }
          refunded { amountMinor currency }
          notice { code agency { id } items { revenueCode { name } } }
        }
        receipts { number issuedAt amount { amountMinor currency } agency { id } notice { code } signed }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export const ownPaymentsName = 'OwnPayments';

/** The scope that the operation needs. */
export const ownPaymentsScope = 'payments:receipts';

const money = z.object({ amountMinor: z.string(), currency: z.string() });
const agency = z.object({ id: z.string() }).nullable();

const answer = z.object({
  data: z.object({
    receiptKeys: z.array(z.object({ jwk: z.string(), agency })),
    me: z.object({
      payments: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            createdAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
            state: z.string(),
            provider: z.string(),
            amount: money,
            parts: z.array(
              z.object({
                amount: money,
                refunded: money,
                notice: z
                  .object({
                    code: z.string(),
                    agency,
                    items: z.array(z.object({ revenueCode: z.object({ name: z.string() }) })),
                  })
                  .nullable(),
              }),
            ),
            receipts: z.array(
              z.object({
                number: z.string(),
                issuedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
                amount: money,
                agency,
                notice: z.object({ code: z.string() }).nullable(),
                signed: z.string(),
              }),
            ),
          }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  }),
});

export type OwnPayments = z.infer<typeof answer>['data'];
export type OwnPayment = OwnPayments['me']['payments']['nodes'][number];
export type OwnReceipt = OwnPayment['receipts'][number];
export type Money = z.infer<typeof money>;

/** @throws ZodError unless a gateway has answered everything */
export function readOwnPayments(body: unknown): OwnPayments {
  return answer.parse(body).data;
}
