/** A growing column of numbers; {@link Number.NaN} is a missing one. */
export class FloatColumn {
  #values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  toArray(): Float64Array {
    return this.#values.slice(0, this.length);
  }
}
