import { describe, expect, it } from 'vitest';
import { aDraft, anEditor, aVisitStart, changed, surroundings, writing } from '../../testing/builders/visit.ts';
import { given } from '../../testing/given.ts';
import { diagnosisTerms } from './diagnosis-terms.ts';
import { settled } from './entries.ts';
import { systems } from './findings.ts';
import { starterTemplates, templateChanges, visitTemplateSchema } from './templates.ts';
import { startVisit } from './visit-rules.ts';

const template = (code: string) => starterTemplates.find((each) => each.code === code)!;

describe('a template', () => {
  it('starts a visit with its texts in the language of the clinic', () => {
    const changes = templateChanges(undefined, template('VACCINATION'), 'ru');
    const visit = given(startVisit(aVisitStart, changes, surroundings, anEditor()));
    expect(settled(visit.diagnosis)).toBe('Клинически здоров(а), противопоказаний к вакцинации нет.');
    expect(Object.keys(visit.findings)).toHaveLength(systems.length);
    const english = templateChanges(undefined, template('OTITIS'), 'en');
    expect(english).toContainEqual({ change: 'WRITE', field: 'diagnosis', text: 'Otitis externa.', seen: [] });
  });

  it('leaves alone what somebody has written', () => {
    const draft = aDraft([writing('reason', 'Своими словами')]);
    const filled = changed(draft, templateChanges(draft, template('OTITIS'), 'ru'), anEditor('U2', 1));
    expect(settled(filled.reason)).toBe('Своими словами');
    expect(settled(filled.tests)).toBe('Отоскопия, цитология отпечатка.');
    expect(filled.findings).toEqual({});
  });

  it('is data that a clinic edits; a new one finds a few, each once', () => {
    for (const each of starterTemplates) expect(visitTemplateSchema.parse(each)).toEqual(each);
    expect(new Set(starterTemplates.map(({ code }) => code)).size).toBe(starterTemplates.length);
  });
});

it('diagnoses to choose from are plain terms in both languages, each once', () => {
  expect(diagnosisTerms.length).toBeGreaterThanOrEqual(150);
  expect(new Set(diagnosisTerms.map(({ code }) => code)).size).toBe(diagnosisTerms.length);
  expect(new Set(diagnosisTerms.map(({ name }) => name.ru)).size).toBe(diagnosisTerms.length);
  expect(new Set(diagnosisTerms.map(({ name }) => name.en)).size).toBe(diagnosisTerms.length);
});
