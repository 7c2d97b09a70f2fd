/** What the operation costs, as planned: the number that budgets and quotas go by. What the
 * answer did cost is told in `extensions.cost`, to those who ask for it. */
export const costHeader = 'graphql-cost';
