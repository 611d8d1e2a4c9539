import { describe, expect, it } from 'vitest';
import { fromBsonForm, toBsonForm } from './bson-form.ts';

const document = (fields: object) => ({ id: 'x', v: 1, ...fields }) as never;

describe('the form of a document in MongoDB', () => {
  it('has no key or array that a server might refuse, and is read back as it was', () => {
    const given = document({ ext: { 'a.b': [[1], [[2]], []], $set: { '%array': ['%2e'], '%24': null } } });
    const form = JSON.stringify(toBsonForm(given));
    expect(form).not.toMatch(/[.$]|\[\[/);
    expect(fromBsonForm(JSON.parse(form) as object as never)).toEqual(given);
  });

  it('leaves ordinary documents as they are, so that they can be searched', () => {
    const given = document({ soap: { s: 'кашель' }, files: [{ hash: 'ab' }] });
    expect(toBsonForm(given)).toEqual(given);
  });
});
