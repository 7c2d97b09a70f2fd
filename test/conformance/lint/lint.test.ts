import { ownSubgraph } from '@civic-graph/gateway';
import { lintSchema } from '@civic-graph/supergraph';
import { describe, expect, it } from 'vitest';
import { readAgencies } from '../agencies.ts';

describe.each([...readAgencies(), ownSubgraph])('$name', ({ name, sdl }) => {
  it('follows the conventions of the graph', () => {
    expect(lintSchema(sdl, name)).toEqual([]);
  });

  it('gets a warning for a field without a description', () => {
    const undescribed = sdl.replace(/^(type (?!Query|Mutation)\w+[^{]*\{\n) {2}"[^"\n]+"\n/m, '$1');
    expect(undescribed).not.toBe(sdl);
    expect(lintSchema(undescribed, name)).toMatchObject([{ code: 'DESCRIPTION_MISSING', subgraph: name }]);
  });
});
