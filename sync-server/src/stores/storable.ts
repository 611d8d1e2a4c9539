/**
 * Whether all stores can keep a document: Postgres knows neither U+0000 in a text nor half of a surrogate pair. Nobody
 * types either; who pushes such a document is refused it by itself, before it can spoil a push.
 */
export function isStorable(document: object): boolean {
  const waiting: unknown[] = [document];
  while (waiting.length > 0) {
    const here = waiting.pop();
    if (typeof here === 'string' && !isStorableText(here)) return false;
    if (typeof here !== 'object' || here === null) continue;
    for (const [key, value] of Object.entries(here)) {
      if (!isStorableText(key)) return false;
      waiting.push(value);
    }
  }
  return true;
}

function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
