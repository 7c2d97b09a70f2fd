import { personas } from '@civic-graph/testing';
import { expect, onTestFinished } from 'vitest';
import { type OpenFile, SystemSource } from '../src/gbfs/system-source.ts';
import { SourceError } from '../src/source/feed-source.ts';
import { createTransportSubgraph } from '../src/subgraph.ts';
import { files2, files3, type RentalFiles } from './rental-files.ts';
import { smallFeed, sourceOf, testConfig } from './small-feed.ts';

/** Serves the files of rental systems, which a test changes, at a time that it sets. */
export class RentalServer {
  readonly files: RentalFiles = { ...files3(), ...files2() };
  /** Places that were read. */
  readonly reads: string[] = [];
  #now = new Date('2026-11-28T12:00:10Z');
  readonly clock = () => this.#now;
  readonly #open: OpenFile = (place) => ({
    read: async () => {
      this.reads.push(place);
      const content = this.files[place];
      if (content === undefined) throw new SourceError('the server answered 404');
      return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    },
  });

  pass(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }

  /** Replaces texts in a file. */
  change(place: string, from: string, to: string): void {
    const before = JSON.stringify(this.files[place]);
    expect(before).toContain(from);
    this.files[place] = JSON.parse(before.replaceAll(from, to));
  }

  source(place: string, number = 1): SystemSource {
    return new SystemSource(place, number, this.clock, this.#open);
  }

  sources(...places: readonly string[]): SystemSource[] {
    return places.map((place, index) => this.source(place, index + 1));
  }

  /** A subgraph with the systems of these places, which it has read once. */
  async serve(...places: readonly string[]) {
    const transport = await createTransportSubgraph(testConfig, {
      clock: this.clock,
      rentals: this.sources(...places),
      sources: { T: sourceOf(smallFeed) },
    });
    onTestFinished(() => transport.close());
    await transport.rentals.refresh();
    const ask = async (query: string) => {
      const { data, errors } = await transport.executeAs(personas.anonymous, { query });
      expect(errors).toBeUndefined();
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
      return data as any;
    };
    return { transport, ask };
  }
}
