import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';

export interface ParquetColumn {
  readonly name: string;
  /** Texts are never null, doubles may be. */
  readonly type: 'STRING' | 'DOUBLE';
}

/** What is known before the rows. */
export interface ParquetHead {
  readonly columns: readonly ParquetColumn[];
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
}

export type ParquetRow = readonly (string | number | null)[];

/** Rows per row group. Smaller groups would make larger files. */
const groupRows = 20_000;

/** A Parquet file in row groups, whose bytes are taken as they are written. */
export class ParquetFile {
  readonly #head: ParquetHead;
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #rows: ParquetRow[] = [];

  constructor(head: ParquetHead) {
    this.#head = head;
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({ columnData: this.#columnData() }),
      kvMetadata: [...head.metadata],
    });
  }

  /** @returns the bytes of the groups that are complete */
  async add(rows: readonly ParquetRow[]): Promise<Uint8Array> {
    this.#rows.push(...rows);
    if (this.#rows.length >= groupRows) await this.#writeGroup();
    return this.#take();
  }

  async finish(): Promise<Uint8Array> {
    if (this.#rows.length > 0) await this.#writeGroup();
    await this.#writer.finish();
    return this.#take();
  }

  async #writeGroup(): Promise<void> {
    await this.#writer.write({ columnData: this.#columnData(), rowGroupSize: this.#rows.length });
    this.#rows = [];
  }

  #columnData() {
    return this.#head.columns.map(({ name, type }, index) => ({
      ...{ name, type, nullable: type === 'DOUBLE' },
      data: this.#rows.map((row) => row[index] ?? null),
    }));
  }

  /** Removes what has been written; offsets in the file keep counting. */
  #take(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }
}
