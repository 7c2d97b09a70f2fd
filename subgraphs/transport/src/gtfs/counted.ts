/** Returns a number with its noun in the right form, such as `1 trip` and `2 trips`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
