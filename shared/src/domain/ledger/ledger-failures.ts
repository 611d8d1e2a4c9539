import { defineFailures } from '../../base/failure.ts';

/** Why money cannot be taken, given or booked. */
export const ledgerFailures = defineFailures({
  TILL_NOT_OPEN: {
    cause: 'Cash or card needs an open till shift of the desk and there is none.',
    remedy: 'Open the shift with its float.',
    ru: 'Кассовая смена не открыта. Откройте смену.',
    en: 'The till is not open. Please open the shift first.',
  },
  TILL_ALREADY_OPEN: {
    cause: 'A shift was opened at a desk that has an open one.',
    remedy: 'Go on with the open shift, or close it with a Z report first.',
    ru: 'Смена уже открыта. Сначала закройте её Z-отчётом.',
    en: 'The shift is already open. Close it with a Z report first.',
  },
  TILL_TOO_OLD: {
    cause: 'The shift is open for more than 24 hours (§7.6).',
    remedy: 'Close it with a Z report and open a new one.',
    ru: 'Смена открыта больше 24 часов. Сделайте Z-отчёт и откройте новую.',
    en: 'The shift has been open for more than 24 hours. Make the Z report and open a new one.',
  },
  COMMENT_REQUIRED: {
    cause: 'A difference in the drawer, or an expense paid from it, came without a comment.',
    remedy: 'Say what happened.',
    ru: 'Добавьте комментарий. Расхождение: {{difference}}.',
    en: 'Please add a comment. Difference: {{difference}}.',
  },
  DRAWER_TOO_LOW: {
    cause: 'More cash was to leave the drawer than should be in it.',
    remedy: 'Take less, or bring change first.',
    ru: 'В кассе только {{held}}.',
    en: 'There is only {{held}} in the drawer.',
  },
  NOTHING_LEFT_TO_PAY: {
    cause: 'The invoice is settled, or the amount is not above zero.',
    remedy: 'Nothing to do.',
    ru: 'Оплачивать нечего.',
    en: 'There is nothing left to pay.',
  },
  MORE_THAN_IS_LEFT: {
    cause: 'A payment without change is larger than what is left of the invoice.',
    remedy: 'Take what is left; put the rest into the wallet.',
    ru: 'К оплате осталось {{left}}.',
    en: 'Only {{left}} is left to pay.',
  },
  NOTHING_TO_BOOK: {
    cause: 'An amount of zero was to be booked.',
    remedy: 'Enter an amount.',
    ru: 'Введите сумму.',
    en: 'Please enter an amount.',
  },
  CLIENT_NEEDED: {
    cause: 'Wallet, debt and limits per client need to know who the client is.',
    remedy: 'Choose the client on the invoice.',
    ru: 'Для этого выберите клиента.',
    en: 'Please choose the client for this.',
  },
  WALLET_TOO_LOW: {
    cause: 'The wallet does not hold the amount (C-20).',
    remedy: 'Take less from it or another method for the rest.',
    ru: 'В кошельке только {{balance}}.',
    en: 'The wallet holds only {{balance}}.',
  },
  WALLET_BLOCKED: {
    cause: 'Two desks together took more from the wallet than it held, and the debt is not paid (C-20).',
    remedy: 'Fill the wallet first.',
    ru: 'Кошелёк заблокирован: долг {{debt}}. Сначала пополните его.',
    en: 'The wallet is blocked by a debt of {{debt}}. Please fill it first.',
  },
  WALLET_BALANCE_OLD: {
    cause: 'The desk is offline and last knew the balance a day ago or earlier (C-20).',
    remedy: 'Take another method, or connect.',
    ru: 'Баланс кошелька не обновлялся больше суток. Выберите другой способ оплаты.',
    en: 'The wallet balance is more than a day old. Please take another method.',
  },
  ON_ACCOUNT_IS_OFF: {
    cause: 'The clinic does not let clients owe (C-13).',
    remedy: 'Take another method, or switch it on in the settings.',
    ru: 'Оплата в долг отключена.',
    en: 'Paying later is switched off.',
  },
  MANAGER_NEEDED: {
    cause: 'A manager must agree to this.',
    remedy: 'Let a manager confirm it.',
    ru: 'Нужно подтверждение управляющего.',
    en: 'A manager must confirm this.',
  },
  REFUND_ABOVE_SALE: {
    cause: 'More was to go back than the payment has left or than the invoice is overpaid by.',
    remedy: 'Write a credit note first, or refund less.',
    ru: 'Вернуть можно не больше {{most}}.',
    en: 'At most {{most}} can be refunded.',
  },
  REFUND_WHOLE_ONLY: {
    cause: 'A visit of a package or plan, or a promise to pay, can only go back whole and the way it came.',
    remedy: 'Refund the whole payment the same way.',
    ru: 'Такой платёж возвращается только целиком и тем же способом.',
    en: 'This payment can only be returned whole and the way it came.',
  },
  PACKAGE_EMPTY: {
    cause: 'No visit of the package is free.',
    remedy: 'Sell another package or take a payment.',
    ru: 'В пакете «{{code}}» не осталось визитов.',
    en: 'The package {{code}} has no visits left.',
  },
  PACKAGE_EXPIRED: {
    cause: 'The visit is after the last day of the package.',
    remedy: 'Choose an earlier day or take a payment.',
    ru: 'Пакет «{{code}}» действовал до {{validUntil}}.',
    en: 'The package {{code}} was valid until {{validUntil}}.',
  },
  PACKAGE_OTHER_SERVICE: {
    cause: 'The package is not for this service.',
    remedy: 'Choose a service of the package.',
    ru: 'Пакет «{{code}}» не для этой услуги.',
    en: 'The package {{code}} is not for this service.',
  },
  FISCAL_STORE_BLOCKED: {
    cause: 'A fiscal document has been waiting for 30 days (§7.6).',
    remedy: 'Connect the fiscal device and let it send what waits.',
    ru: 'Фискальный накопитель заблокирован: документы не отправлялись 30 дней.',
    en: 'The fiscal device is blocked: its documents have been waiting for 30 days.',
  },
  FISCAL_OUT_OF_TURN: {
    cause: 'A fiscal document was reported as sent that is not the first of the queue.',
    remedy: 'Send the queue in order.',
    ru: 'Внутренняя ошибка: фискальные документы отправляются по порядку.',
    en: 'Internal error: fiscal documents are sent in order.',
  },
});
