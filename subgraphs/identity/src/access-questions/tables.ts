import type { Selectable } from 'kysely';

/** The table of `0026-my-data.sql`. */
export interface AccessQuestionTables {
  access_question: AccessQuestionTable;
}

interface AccessQuestionTable {
  id: string;
  /** Hash of the access record. */
  record: string;
  /** The citizen's pseudonym in access records; agencies never see it. */
  subject: string;
  agency: string;
  question: string;
  asked_at: Date;
  /** Last day for the answer, YYYY-MM-DD in the city's time zone. */
  due_on: string;
  /** Null: open. */
  answer: string | null;
  answered_at: Date | null;
  answered_by: string | null;
}
export type AccessQuestionRow = Selectable<AccessQuestionTable>;
