/** A column or list that counts what is read from it, for tests of how much work something is. */
export function counted<Column extends object>(column: Column) {
  const count = { reads: 0 };
  const proxy = new Proxy(column, {
    get(target, key) {
      count.reads += 1;
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { count, column: proxy };
}
