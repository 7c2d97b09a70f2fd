import type { Contender } from '../contender.ts';
import { allCores, gatewayCore, keepOn, loadCore } from '../cores.ts';
import { cpuMsOfOne, cpuMsWithEnded, familyOf, programOf } from '../process-figures.ts';

/** Assignment of processes to cores. */
export const placements = {
  'the gateway alone on one core': { gateway: gatewayCore, rest: loadCore },
  'everything on two cores': { gateway: allCores, rest: allCores },
} as const;
export type Placement = keyof typeof placements;

const agencies = ['identity', 'transport', 'payments', 'statistics'] as const;

/** Pins the gateway under test apart from agencies, database and load, which this process started. */
export function place({ pid }: Contender, placement: Placement): void {
  const { gateway, rest } = placements[placement];
  const own = new Set(familyOf(pid));
  keepOn(
    rest,
    familyOf(process.pid).filter((member) => !own.has(member)),
  );
  keepOn(gateway, [...own]);
}

/** Milliseconds of CPU time since the start, by part of the city. */
export type PartsCpu = Readonly<
  Record<'gateway' | (typeof agencies)[number] | 'postgresql' | 'load', number>
>;

export function cpuMsByPart(contender: Contender): PartsCpu {
  const family = familyOf(process.pid);
  const spent = (isPart: (program: string) => boolean) =>
    family.filter((pid) => isPart(programOf(pid))).reduce((sum, pid) => sum + cpuMsWithEnded(pid), 0);
  const ofAgency = (name: string) => spent((program) => program.includes(`subgraphs/${name}/dist`));
  return {
    gateway: contender.cpuMs(),
    identity: ofAgency('identity'),
    transport: ofAgency('transport'),
    payments: ofAgency('payments'),
    statistics: ofAgency('statistics'),
    postgresql: spent((program) => /postgres(:| .*-D)/.test(program)),
    load: cpuMsOfOne(process.pid),
  };
}

export function difference(after: PartsCpu, before: PartsCpu): PartsCpu {
  const parts = Object.entries(after) as [keyof PartsCpu, number][];
  return Object.fromEntries(parts.map(([part, spent]) => [part, spent - before[part]])) as PartsCpu;
}
