/**
 * Header with the estimated cost, which limits and quotas use; `extensions.cost` reports the actual cost on
 * request.
 */
export const costHeader = 'graphql-cost';
