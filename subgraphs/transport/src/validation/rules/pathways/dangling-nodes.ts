import { locationTypeOf } from '../../read/places.ts';
import type { FeedRule } from '../rule.ts';

const genericNode = 3;

/** Pathways lead from each node to several places; a node with one neighbour is useless. */
export const danglingNodes: FeedRule = {
  needs: ['pathways.txt', 'stops.txt'],
  check({ table }, notices) {
    const pathways = table('pathways.txt');
    const stops = table('stops.txt');
    const ends = [
      ['from_stop_id', 'to_stop_id'],
      ['to_stop_id', 'from_stop_id'],
    ] as const;
    for (const row of stops.rows()) {
      if (locationTypeOf(stops, row) !== genericNode) continue;
      const id = stops.text(row, 'stop_id');
      const neighbours = new Set(
        ends.flatMap(([near, far]) =>
          (pathways.by(near).get(id) ?? []).map((each) => pathways.text(each, far)),
        ),
      );
      if (neighbours.size === 1) stops.notice(notices, 'pathway_dangling_generic_node', row, 'stop_id');
    }
  },
};
