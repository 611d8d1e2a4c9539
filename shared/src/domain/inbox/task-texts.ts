import type { StaffRole } from '../accounts/role.ts';
import type { TaskKind } from './task.ts';

/** What a task is called, what it asks for, and who is to see it. */
export interface TaskText {
  readonly ru: { readonly title: string; readonly ask: string };
  readonly en: { readonly title: string; readonly ask: string };
  readonly roles: readonly StaffRole[];
}

const management = ['CLINIC_MANAGER', 'CLINIC_OWNER'] as const;
const desk = ['FRONT_DESK', ...management] as const;
const everybody = ['FRONT_DESK', 'NURSE', 'VET', ...management] as const;
const storeroom = ['NURSE', ...management] as const;
const vet = ['VET'] as const;

export const taskTexts: Readonly<Record<TaskKind, TaskText>> = {
  SLOT_CONFLICT: {
    ru: {
      title: 'Два визита на одно время',
      ask: 'Запись осталась без времени. Предложите владельцу одно из свободных и позвоните ему.',
    },
    en: {
      title: 'Two visits at one time',
      ask: 'This visit lost its time. Offer the owner one of the free ones and call.',
    },
    roles: desk,
  },
  STATUS_CONFLICT: {
    ru: { title: 'Визит меняли на двух компьютерах', ask: 'Проверьте, что состояние визита верное.' },
    en: { title: 'A visit was changed on two computers', ask: 'Check that the visit stands where it should.' },
    roles: [...desk, 'VET'],
  },
  PASSPORT_CLASH: {
    ru: { title: 'Один номер паспорта у двух животных', ask: 'Сравните оба паспорта и исправьте неверный номер.' },
    en: { title: 'One passport number in two pets', ask: 'Compare both booklets and correct the wrong number.' },
    roles: [...desk, 'VET'],
  },
  CHIP_CLASH: {
    ru: { title: 'Один чип у двух животных', ask: 'Считайте чип сканером у обоих животных и исправьте номер.' },
    en: { title: 'One chip in two pets', ask: 'Scan both animals and correct the number.' },
    roles: [...desk, 'NURSE', 'VET'],
  },
  BOTH_CHANGED: {
    ru: { title: 'Двое изменили одно и то же', ask: 'Сохранено более позднее. Если верно другое, выберите его.' },
    en: {
      title: 'Two people changed the same thing',
      ask: 'The later one was kept. If the other is right, choose it.',
    },
    roles: everybody,
  },
  TEXTS_TO_JOIN: {
    ru: { title: 'Два текста в одном поле', ask: 'Соедините оба текста, после этого запись можно подписать.' },
    en: { title: 'Two texts in one field', ask: 'Join both texts; then the record can be signed.' },
    roles: vet,
  },
  LATE_EDIT_OF_SIGNED: {
    ru: { title: 'Правка пришла после подписи', ask: 'Добавьте её как дополнение или отклоните.' },
    en: { title: 'An edit came after the signature', ask: 'Add it as an addendum, or drop it.' },
    roles: vet,
  },
  OVERDRAFT: {
    ru: { title: 'Кошелёк ушёл в минус', ask: 'Долг записан. Договоритесь с владельцем об оплате.' },
    en: { title: 'A wallet is overdrawn', ask: 'The debt is booked. Agree with the owner how it is paid.' },
    roles: desk,
  },
  PACKAGE_USED_TWICE: {
    ru: { title: 'Визит из пакета списан дважды', ask: 'Решите, чем оплатить лишний визит.' },
    en: { title: 'A package visit was used twice', ask: 'Decide how the extra visit is paid.' },
    roles: desk,
  },
  STOCK_CONFLICT: {
    ru: { title: 'Остаток меньше нуля', ask: 'Пересчитайте партию и проведите корректировку.' },
    en: { title: 'Stock below zero', ask: 'Count the batch and correct it.' },
    roles: storeroom,
  },
  PROMOTION_OVERUSED: {
    ru: { title: 'Акция применена сверх лимита', ask: 'Скидка оставлена. Решите, нужно ли что-то менять.' },
    en: { title: 'A promotion went over its limit', ask: 'The discount stands. Decide whether to change anything.' },
    roles: management,
  },
  NUMBER_USED_TWICE: {
    ru: {
      title: 'Один номер у двух документов',
      ask: 'Один из компьютеров, вероятно, восстановлен из копии. Дайте ему новую букву.',
    },
    en: {
      title: 'One number on two documents',
      ask: 'A computer was probably restored from a copy. Give it a new letter.',
    },
    roles: management,
  },
  INVOICE_CHANGED_LATE: {
    ru: {
      title: 'Правка счёта пришла после выставления',
      ask: 'Выставите новые строки, отмените их или сделайте возврат.',
    },
    en: {
      title: 'An invoice was changed after it was issued',
      ask: 'Bill the new lines, strike them, or write a credit note.',
    },
    roles: desk,
  },
  DUPLICATE_CLIENT: {
    ru: {
      title: 'Похоже, один клиент заведён дважды',
      ask: 'Сравните карточки: объедините их или отметьте, что это разные люди.',
    },
    en: {
      title: 'One client seems to be entered twice',
      ask: 'Compare the entries: join them, or say that they are two people.',
    },
    roles: desk,
  },
  LAST_OWNER: {
    ru: {
      title: 'У клиники чуть не осталось владельца',
      ask: 'Права последнего владельца сохранены. Проверьте роли сотрудников.',
    },
    en: {
      title: 'The clinic almost lost its last owner',
      ask: 'The rights of the last owner were kept. Check the roles of the staff.',
    },
    roles: management,
  },
  SHIFT_CLASH: {
    ru: { title: 'Врач назначен в два места сразу', ask: 'Измените одну из смен.' },
    en: { title: 'A vet is in two places at once', ask: 'Change one of the shifts.' },
    roles: management,
  },
  REFUSED_CHANGE: {
    ru: {
      title: 'Сервер не принял изменение',
      ask: 'Данные сохранены на этом компьютере. Посмотрите причину и решите, что с ними делать.',
    },
    en: {
      title: 'The server refused a change',
      ask: 'The data is kept on this computer. Look at the reason and decide.',
    },
    roles: everybody,
  },
  NEWER_DOCUMENT: {
    ru: {
      title: 'Запись создана более новой программой',
      ask: 'Обновите программу на этом компьютере. Запись ждёт и не потеряна.',
    },
    en: {
      title: 'An entry was made by a newer program',
      ask: 'Update the program on this computer. The entry is waiting and not lost.',
    },
    roles: everybody,
  },
  UNSIGNED_DRAFT: {
    ru: { title: 'Запись не подписана больше суток', ask: 'Проверьте и подпишите запись.' },
    en: { title: 'A record was not signed for a day', ask: 'Check the record and sign it.' },
    roles: vet,
  },
  LOW_STOCK: {
    ru: { title: 'Заканчивается товар', ask: 'Закажите поставку.' },
    en: { title: 'A product is running low', ask: 'Order a delivery.' },
    roles: storeroom,
  },
  NEAR_EXPIRY: {
    ru: { title: 'Истекает срок годности', ask: 'Используйте партию первой или спишите её.' },
    en: { title: 'A batch is about to expire', ask: 'Use the batch first, or write it off.' },
    roles: storeroom,
  },
  SHIFT_NOT_CLOSED: {
    ru: { title: 'Смена кассы не закрыта', ask: 'Пересчитайте деньги и закройте смену.' },
    en: { title: 'A till shift is still open', ask: 'Count the money and close the shift.' },
    roles: desk,
  },
  TO_DO: {
    ru: { title: 'Поручение', ask: 'Прочитайте заметку.' },
    en: { title: 'To do', ask: 'Read the note.' },
    roles: everybody,
  },
};
