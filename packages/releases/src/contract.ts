import { z } from 'zod';

/** Names of contracts, which are part of their path: `/contracts/NAME/graphql`. */
export const contractNameForm = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A contract as gateways serve it: a part of the supergraph's schema under its own path. */
export const publishedContractSchema = z.strictObject({
  name: z.string().regex(contractNameForm),
  /** Schema that its clients see; `null` where the filter leaves no valid schema of this supergraph. */
  schema: z.string().min(1).nullable(),
  /** The registry has not computed the schema yet, so it is `null` whatever the filter leaves. */
  isPending: z.literal(true).optional(),
});

export type PublishedContract = Readonly<z.infer<typeof publishedContractSchema>>;
