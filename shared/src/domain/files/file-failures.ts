import { defineFailures } from '../../base/failure.ts';

export const fileFailures = defineFailures({
  FILE_TOO_LARGE: {
    cause: 'The file has more bytes than files of its kind may have, or than were announced.',
    remedy: 'Make it smaller; the largest are {{most}} bytes.',
    ru: 'Файл слишком большой.',
    en: 'The file is too large.',
  },
  FILE_KIND_REFUSED: {
    cause: 'The file is none of the kinds a record may have, by its content or by what it was said to be.',
    remedy: 'Attach a picture, a PDF, a video or a DICOM study.',
    ru: 'Файлы такого вида не принимаются.',
    en: 'Files of this kind are not accepted.',
  },
  FILE_NOT_AS_SAID: {
    cause: 'The content has another hash, size or kind than was announced. What was sent is thrown away.',
    remedy: 'Read the file again and send it from the start; if it happens again the disk of the device is failing.',
    ru: 'Файл повреждён при передаче.',
    en: 'The file was damaged on the way.',
  },
  RANGE_NOT_THERE: {
    cause: 'The wanted part lies beyond the end of the file, which has {{size}} bytes.',
    remedy: 'A bug of the caller: ask for a part that is there.',
    ru: 'В файле нет такой части.',
    en: 'The file has no such part.',
  },
  UPLOAD_ELSEWHERE: {
    cause: 'The piece does not begin where the server stands: {{offset}} bytes have arrived.',
    remedy: 'Go on from the given offset.',
    ru: 'Передача продолжается с другого места.',
    en: 'The upload goes on from another place.',
  },
});
