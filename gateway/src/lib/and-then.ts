/**
 * Calls `next` at once unless `value` is a promise: thousands of subscribers would each wait for an `await`.
 */
export function andThen<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
