import { defineFailures } from '../../base/failure.ts';

export const shiftFailures = defineFailures({
  SHIFT_IN_PAST: {
    cause: 'The date of the shift is before today (C-41).',
    remedy: 'Choose today or a later day; what was worked in the past is not planned any more.',
    ru: 'Смену нельзя поставить на прошедший день {{date}}.',
    en: 'A shift cannot be planned for {{date}}, a day that has passed.',
  },
  SHIFT_EMPTY: {
    cause: 'The shift begins and ends at the same time.',
    remedy: 'Give an end after the beginning; an end before it means the next morning.',
    ru: 'Смена должна закончиться позже, чем начнётся.',
    en: 'A shift must end after it begins.',
  },
  SHIFT_OVERLAPS: {
    cause: 'The person has another shift at that time, here or at another location.',
    remedy: 'Shorten or cancel one of the two.',
    ru: 'В это время у сотрудника уже есть смена: {{date}}, {{from}}–{{to}}.',
    en: 'This person already works at that time: {{date}}, {{from}}–{{to}}.',
  },
  BREAK_OUTSIDE_SHIFT: {
    cause: 'A break is not inside its shift, or two breaks share time.',
    remedy: 'Move the break inside the shift.',
    ru: 'Перерыв {{from}}–{{to}} не помещается в смену.',
    en: 'The break {{from}}–{{to}} does not fit into the shift.',
  },
  SHIFT_HAS_BOOKINGS: {
    cause: 'Visits are booked in the time that is to be taken away.',
    remedy: 'Move or cancel these visits first.',
    ru: 'На это время записаны визиты: {{count}}. Сначала перенесите их.',
    en: 'Visits are booked at that time: {{count}}. Move them first.',
  },
  SHIFT_STATE_WRONG: {
    cause: 'The shift is in a state from which this step does not lead on.',
    remedy: 'Read the shift again and show what can be done with it.',
    ru: 'Со сменой в состоянии «{{state}}» этого сделать нельзя.',
    en: 'This cannot be done with a shift that is "{{state}}".',
  },
  SHIFT_PLAN_TOO_LONG: {
    cause: 'Shifts of more than about a year were to be made at once.',
    remedy: 'Plan a shorter time; nine weeks ahead are usual.',
    ru: 'Можно запланировать не больше {{days}} дней за раз.',
    en: 'Not more than {{days}} days can be planned at once.',
  },
  BLOCK_EMPTY: {
    cause: 'The block begins and ends at the same time, or ends before it begins.',
    remedy: 'Give an end after the beginning.',
    ru: 'Блокировка должна закончиться позже, чем начнётся.',
    en: 'A block must end after it begins.',
  },
});
