/**
 * Providers allow letters, digits and little else in a merchant's order number, WeChat Pay at most 32 of
 * them: a uuid without its hyphens is just that.
 */
export function orderNumber(id: string): string {
  return id.replaceAll('-', '');
}

/** The uuid again; what is not one is left as it is, and no payment will have it. */
export function idOfOrder(number: string): string {
  return number.replace(
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/,
    '$1-$2-$3-$4-$5',
  );
}
