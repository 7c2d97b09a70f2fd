import { error, warning } from './notice.ts';

export const translationNotices = {
  translation_foreign_key_violation: error('the translated row does not exist'),
  translation_unexpected_value: error('the value must be empty'),
  translation_unknown_table_name: warning('the translated table does not exist'),
} as const;
