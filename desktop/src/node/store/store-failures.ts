import { defineFailures, type Failure } from '@lapka/shared/base/failure.ts';

/** Why a store does not open. In none of these cases a new one is begun: what was there stays, or is put aside whole. */
export const storeOpenFailures = defineFailures({
  STORE_IN_USE: {
    cause: 'Another process has the data folder open.',
    remedy: 'Close the other program; if none is running, restart the computer.',
    ru: 'Программа уже запущена на этом компьютере.',
    en: 'The program is already running on this computer.',
  },
  STORE_FOLDER_UNUSABLE: {
    cause: 'The data folder cannot be made, read or written.',
    remedy: 'Check that {{folder}} is a folder, that its disk is there and that this user may write to it.',
    ru: 'Папка данных недоступна: {{folder}}. Проверьте диск и права доступа.',
    en: 'The data folder cannot be used: {{folder}}. Check the disk and the access rights.',
  },
  STORE_FILE_MISSING: {
    cause: 'The folder has the mark of a store but no database file.',
    remedy: 'Bring the file back, or rebuild the store from its newest backup and the log of unsent changes.',
    ru: 'Файл базы данных исчез. Данные можно восстановить из резервной копии.',
    en: 'The database file has disappeared. The data can be restored from a backup.',
  },
  STORE_FILE_EMPTY: {
    cause: 'The database file has no content: something cut it off or replaced it.',
    remedy: 'It was put aside. Rebuild the store from its newest backup and the log of unsent changes.',
    ru: 'Файл базы данных пуст. Он сохранён отдельно; данные можно восстановить из резервной копии.',
    en: 'The database file is empty. It was put aside; the data can be restored from a backup.',
  },
  STORE_FILE_DAMAGED: {
    cause: 'A page of the database is not what was written.',
    remedy: 'It was put aside. Rebuild the store: unsent changes first, then all that can be read, then the server.',
    ru: 'Файл базы данных повреждён. Он сохранён отдельно; данные будут собраны заново.',
    en: 'The database file is damaged. It was put aside; the data will be put together again.',
  },
  STORE_FILE_OLD: {
    cause: 'The database file is an older copy: it lacks changes that were already in it.',
    remedy: 'It was put aside. Rebuild the store from it, the log of unsent changes and the server.',
    ru: 'Файл базы данных заменён более старой копией. Он сохранён отдельно; данные будут дополнены.',
    en: 'The database file was replaced by an older copy. It was put aside; what is missing will be added.',
  },
  STORE_LOG_MISSING: {
    cause: 'The database file was in use when it was left, but the log beside it (-wal) is gone.',
    remedy: 'It was put aside. Put the -wal file back beside it if you have it, or rebuild the store.',
    ru: 'Рядом с файлом базы данных нет его журнала. Файл сохранён отдельно; данные будут собраны заново.',
    en: 'The log beside the database file is missing. The file was put aside; the data will be put together again.',
  },
  STORE_KEY_WRONG: {
    cause: 'The key does not open the database file.',
    remedy:
      'Use the key this file was made with, or the recovery key the clinic owner holds. The file was not touched.',
    ru: 'Ключ не подходит к базе данных. Воспользуйтесь ключом восстановления; файл не изменён.',
    en: 'The key does not fit the database. Use the recovery key; the file was not changed.',
  },
  STORE_FILE_FOREIGN: {
    cause: 'The file in the place of the database belongs to another program or another store.',
    remedy: 'Look what was copied into the data folder. The file was not touched.',
    ru: 'В папке данных лежит чужой файл. Он не изменён.',
    en: 'The file in the data folder belongs to something else. It was not changed.',
  },
  STORE_FILE_NEWER: {
    cause: 'A newer version of the program has written the file.',
    remedy: 'Install that version again. The file was not touched.',
    ru: 'Данные записаны более новой версией программы. Обновите программу.',
    en: 'The data was written by a newer version of the program. Please update it.',
  },
});

/** What can go wrong with an open store beside its writing. */
export const storeWorkFailures = defineFailures({
  STORE_BACKUP_FAILED: {
    cause: 'The copy could not be written or did not come out whole: {{reason}}',
    remedy: 'Free disk space or check the backups folder; the next hour tries again.',
    ru: 'Резервная копия не создана. Проверьте место на диске.',
    en: 'The backup was not made. Please check the disk space.',
  },
});

export type StoreOpenFailureCode = keyof typeof storeOpenFailures;
export type StoreOpenFailure = Failure<StoreOpenFailureCode>;
