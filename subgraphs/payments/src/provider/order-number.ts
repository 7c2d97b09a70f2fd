/** Merchant order numbers allow few characters, at WeChat Pay at most 32: exactly a uuid without hyphens. */
export function orderNumber(id: string): string {
  return id.replaceAll('-', '');
}

/** Restores the uuid; other texts stay unchanged and match no payment. */
export function idOfOrder(number: string): string {
  return number.replace(
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/,
    '$1-$2-$3-$4-$5',
  );
}
