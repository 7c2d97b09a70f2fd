import { type NoticeCase, table } from './flawless-feed.ts';

const translations = (row: string) =>
  table(
    'translations.txt',
    'table_name,field_name,language,translation,record_id,record_sub_id,field_value',
    row,
  );

/** A translation by id, which has no notice. */
export const flawlessTranslation = translations('stops,stop_name,fi,Eka,s1,,');

export const translationCases: readonly NoticeCase[] = [
  { code: 'translation_foreign_key_violation', files: translations('stops,stop_name,fi,Eka,s9,,') },
  { code: 'translation_foreign_key_violation', files: translations('stop_times,stop_headsign,fi,Eka,t1,9,') },
  { code: 'translation_unexpected_value', files: translations('stops,stop_name,fi,Eka,s1,1,') },
  { code: 'translation_unexpected_value', files: translations('stops,stop_name,fi,Eka,s1,,First') },
  { code: 'translation_unknown_table_name', files: translations('platforms,stop_name,fi,Eka,s1,,') },
  { code: 'missing_required_field', files: translations('stops,stop_name,fi,Eka,,,') },
];
