import type { NoticeCode } from '../../../notices/catalogue.ts';
import type { RowRule } from '../rule.ts';

const minutes = ['prior_notice_duration_min', 'prior_notice_duration_max'];
const lastDay = ['prior_notice_last_day', 'prior_notice_last_time'];
const startDay = ['prior_notice_start_day', 'prior_notice_start_time'];
const service = ['prior_notice_service_id'];

/** Fields that a booking rule cannot have, by `booking_type`. */
const forbidden: readonly { readonly code: NoticeCode; readonly fields: readonly string[] }[] = [
  {
    code: 'forbidden_real_time_booking_field_value',
    fields: [...minutes, ...lastDay, ...startDay, ...service],
  },
  { code: 'forbidden_same_day_booking_field_value', fields: [...lastDay, ...service] },
  { code: 'forbidden_prior_day_booking_field_value', fields: minutes },
];

const [sameDay, priorDay] = [1, 2];

/** The notice of a booking rule fits its type. */
export const bookingRules: RowRule = {
  file: 'booking_rules.txt',
  check(row) {
    const type = row.number('booking_type') ?? 0;
    const rule = forbidden[type];
    const given = rule?.fields.find((field) => row.has(field));
    if (rule !== undefined && given !== undefined) row.notice(rule.code, given);
    const [least, most] = [row.number('prior_notice_duration_min'), row.number('prior_notice_duration_max')];
    if (type === sameDay && least === null) {
      row.notice('missing_prior_notice_duration_min', 'prior_notice_duration_min');
    }
    if (least !== null && most !== null && most < least) {
      row.notice('invalid_prior_notice_duration_min', 'prior_notice_duration_min');
    }
    const [start, last] = [row.number('prior_notice_start_day'), row.number('prior_notice_last_day')];
    if (most !== null && start !== null)
      row.notice('forbidden_prior_notice_start_day', 'prior_notice_start_day');
    if (last !== null && start !== null && last > start) {
      row.notice('prior_notice_last_day_after_start_day', 'prior_notice_last_day');
    }
    if (type === priorDay && last === null)
      row.notice('missing_prior_notice_last_day', 'prior_notice_last_day');
    if (type === priorDay && !row.has('prior_notice_last_time')) {
      row.notice('missing_prior_notice_last_time', 'prior_notice_last_time');
    }
    const hasTime = row.has('prior_notice_start_time');
    if (hasTime && start === null) row.notice('forbidden_prior_notice_start_time', 'prior_notice_start_time');
    if (!hasTime && start !== null) row.notice('missing_prior_notice_start_time', 'prior_notice_start_time');
  },
};
