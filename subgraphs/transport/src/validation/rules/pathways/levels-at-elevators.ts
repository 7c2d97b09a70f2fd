import type { FeedRule } from '../rule.ts';

const elevator = 5;

/** The ends of an elevator state their levels. */
export const levelsAtElevators: FeedRule = {
  needs: ['pathways.txt', 'stops.txt'],
  check({ table }, notices) {
    const pathways = table('pathways.txt');
    const stops = table('stops.txt');
    const ends = new Set<string>();
    for (const row of pathways.rows()) {
      if (pathways.number(row, 'pathway_mode') !== elevator) continue;
      ends.add(pathways.text(row, 'from_stop_id')).add(pathways.text(row, 'to_stop_id'));
    }
    for (const id of ends) {
      const stop = stops.find('stop_id', id);
      if (stop !== -1 && !stops.has(stop, 'level_id')) {
        stops.notice(notices, 'missing_level_id', stop, 'level_id', `"${id}"`);
      }
    }
  },
};
