/** The type of a field's values; of a list in pages, the type of its entries. */
export function heldType(valueType: string): string {
  const type = valueType.replace(/[^\w]/g, '');
  return type.endsWith('Connection') ? type.slice(0, -'Connection'.length) : type;
}
