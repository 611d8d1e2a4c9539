import { present } from '@lapka/shared/base/assert.ts';
import type { Statement, StoreFile } from '../file/store-file.ts';

/** Long texts that rows repeat – the token of a revision, the origin of a pulled document – kept once and numbered. */
export class Words {
  readonly #byText = new Map<string, number>();
  readonly #byNumber = new Map<number, string>();
  readonly #insert: Statement<readonly [number]>;
  readonly #number: Statement<readonly [number]>;
  readonly #text: Statement<readonly [string]>;

  constructor(file: StoreFile) {
    this.#insert = file.statement('INSERT INTO word (text) VALUES (?) RETURNING number');
    this.#number = file.statement('SELECT number FROM word WHERE text = ?');
    this.#text = file.statement('SELECT text FROM word WHERE number = ?');
    file.onUndone(() => {
      this.#byText.clear();
      this.#byNumber.clear();
    });
  }

  /** Writes the word when it is new, so this is only for the inside of a transaction. */
  numberOf(text: string): number {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const [number] = present(this.#number.get(text) ?? this.#insert.get(text), 'the number of a word');
    this.#keep(number, text);
    return number;
  }

  /** The number of a word that is there; undefined for a word no row holds. */
  knownNumberOf(text: string): number | undefined {
    return this.#byText.get(text) ?? this.#number.get(text)?.[0];
  }

  textOf(number: number): string {
    const known = this.#byNumber.get(number);
    if (known !== undefined) return known;
    const [text] = present(this.#text.get(number), `word ${number}`);
    this.#keep(number, text);
    return text;
  }

  /** What a word of JSON says. */
  parsed(number: number): Readonly<Record<string, number>> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the word was made from such an object
    return JSON.parse(this.textOf(number)) as Record<string, number>;
  }

  #keep(number: number, text: string): void {
    this.#byText.set(text, number);
    this.#byNumber.set(number, text);
  }
}
