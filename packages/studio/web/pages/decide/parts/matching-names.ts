/** The names with a text in them: the equal one first, then those of which it is the start or the field. */
export function matchingNames(names: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  const fit = (name: string) => {
    const lower = name.toLowerCase();
    if (lower === wanted) return 0;
    return lower.startsWith(wanted) || lower.endsWith(`.${wanted}`) ? 1 : 2;
  };
  return names
    .filter((name) => name.toLowerCase().includes(wanted))
    .sort((one, other) => fit(one) - fit(other));
}
