import { existsSync, readFileSync } from 'node:fs';
import { type CaseManifest, policyCallers } from '@civic-graph/demo';
import { ownSubgraph } from '@civic-graph/gateway';
import { policyFaults } from '@civic-graph/supergraph';
import { describe, expect, it } from 'vitest';
import { agencyFolders, readSubgraphs, repositorySupergraph } from '../agencies.ts';

const gateway = new URL('../../../gateway/', import.meta.url);
const definitions = readSubgraphs();
const agencies = definitions.map(({ name }) => name);
const supergraph = repositorySupergraph();
const folderOf = (agency: string) => (agency === ownSubgraph.name ? gateway : agencyFolders().get(agency));
const casesOf = (agency: string) => {
  const file = new URL('policy.test.graphql', folderOf(agency));
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};
const callersOf = (agency: string) => {
  const manifest = readFileSync(new URL('manifest.json', folderOf(agency)), 'utf8');
  return policyCallers(JSON.parse(manifest) as CaseManifest);
};

const faultsOf = (agency: string, text: string | null) =>
  policyFaults(supergraph, callersOf(agency), { agency, text });

it.each(agencies)('the decision on every field is as %s expects', (agency) => {
  expect(faultsOf(agency, casesOf(agency))).toEqual([]);
});

describe('reports faults:', () => {
  const passes = casesOf('transport')!;

  it('a caller who has access by mistake, and one who lacks it', () => {
    const otherwise = passes.replace('only: ["lin", "lin-low-assurance"]', 'only: ["lin", "zhao"]');
    expect(faultsOf('transport', otherwise)).toContain(
      'transport, CitizenReadsHisPasses: lin-low-assurance may read TransitPass.kind, and should not',
    );
    expect(faultsOf('transport', otherwise)).toContain(
      'transport, CitizenReadsHisPasses: zhao may not read TransitPass.kind, and should',
    );
  });

  it('a changed rule in the supergraph', () => {
    const opened = supergraph.replaceAll('consent:transport:passes', 'agency:transport');
    expect(opened).not.toBe(supergraph);
    expect(policyFaults(opened, callersOf('transport'), { agency: 'transport', text: passes })).toContain(
      'transport, CitizenReadsHisPasses: operator-transport may read TransitPass.kind, and should not',
    );
  });

  it.each([
    ['no file', null],
    ['no case', 'query A { __typename }'],
    ['a case that any rule satisfies', passes.replace('only: ["lin", "lin-low-assurance"]', 'except: []')],
  ])('a guarded field with %s', (_, text) => {
    expect(faultsOf('transport', text)).toContain(
      'transport: TransitPass.kind is guarded and has no case in which somebody may read it and somebody may not',
    );
  });
});

describe('refuses cases that', () => {
  it.each([
    ['do not fit the schema', 'query A { nothing }'],
    ['name nobody', 'query A { me @readableBy(only: ["nobody"]) { id } }'],
    ['have no name', '{ me @readableBy(only: []) { id } }'],
    ['say both', 'query A { me @readableBy(only: [], except: []) { id } }'],
    ['say neither', 'query A { me @readableBy { id } }'],
    ['say something else', 'query A { me @readableBy(all: []) { id } }'],
  ])('%s', (_, text) => {
    expect(() => faultsOf('transport', text)).toThrow();
  });
});
