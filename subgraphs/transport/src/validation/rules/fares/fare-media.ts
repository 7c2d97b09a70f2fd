import type { FeedRule } from '../rule.ts';

/** Transit cards and apps have a name. */
const namedTypes = ['2', '4'];

/** Fare media differ in name or type. */
export const fareMedia: FeedRule = {
  needs: ['fare_media.txt'],
  check({ table }, notices) {
    const media = table('fare_media.txt');
    const seen = new Set<string>();
    for (const row of media.rows()) {
      const [name, type] = [media.text(row, 'fare_media_name'), media.text(row, 'fare_media_type')];
      if (name === '' && namedTypes.includes(type)) {
        media.notice(notices, 'missing_recommended_field', row, 'fare_media_name');
      }
      if (seen.has(`${type} ${name}`)) media.notice(notices, 'duplicate_fare_media', row, 'fare_media_name');
      seen.add(`${type} ${name}`);
    }
  },
};
