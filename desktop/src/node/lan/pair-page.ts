import type { Failure, Language } from '@lapka/shared/base/failure.ts';
import { sentence } from '@lapka/shared/domain/failures.ts';

interface Texts {
  readonly title: string;
  readonly hint: string;
  readonly code: string;
  readonly enter: string;
  readonly authority: string;
}

/** The only words the node shows by itself: before a tablet is let in, it is given no page of the front desk. */
const texts: Readonly<Record<Language, Texts>> = {
  ru: {
    title: 'Подключение планшета',
    hint: 'Введите код, который показан на компьютере регистратуры.',
    code: 'Код',
    enter: 'Подключить',
    authority: 'Сертификат клиники для этого планшета',
  },
  en: {
    title: 'Connect this tablet',
    hint: 'Enter the code that is shown on the computer at the desk.',
    code: 'Code',
    enter: 'Connect',
    authority: 'The clinic’s certificate for this tablet',
  },
};

const style = `
body { font: 1.1rem system-ui, sans-serif; background: #f4f2ec; color: #22262b; display: grid; place-items: center; min-height: 90vh; }
form { background: #fff; padding: 2rem; border-radius: 12px; max-width: 22rem; display: grid; gap: 1rem; }
h1 { font-size: 1.3rem; margin: 0; } p { margin: 0; } label { display: grid; gap: 0.3rem; }
input, button { font: inherit; padding: 0.6rem; border-radius: 8px; border: 1px solid #8a8f98; }
input { letter-spacing: 0.15em; text-transform: uppercase; }
button { background: #1f6f5c; color: #fff; border: 0; } [role=alert] { color: #a3260f; }
`;

/** The page that asks for the code. It needs no script, so it works in any browser. */
export function pairPage(
  language: Language,
  options: { readonly problem?: Failure | undefined; readonly hasAuthority: boolean },
): string {
  const words = texts[language];
  const problem = options.problem === undefined ? '' : `<p role="alert">${sentence(options.problem, language)}</p>`;
  const authority = options.hasAuthority ? `<p><a href="/authority.crt">${words.authority}</a></p>` : '';
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lapka</title>
<style>${style}</style>
<form method="post" action="/pair">
<h1>${words.title}</h1>
<p>${words.hint}</p>
${problem}
<label>${words.code}<input name="code" autocomplete="off" autofocus required maxlength="20"></label>
<button>${words.enter}</button>
${authority}
</form>
</html>
`;
}

/** What the browser says its person reads. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage === undefined || /^\s*ru\b/i.test(acceptLanguage) ? 'ru' : 'en';
}
