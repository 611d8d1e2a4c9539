import { z } from 'zod';

/**
 * What a person typed, as it comes out of a form: empty, with line breaks, far too long. Rules tidy it, cut it and say in
 * words what is missing; the border only keeps off what no form sends.
 */
export const typedLine = z.string().max(2_000);
export const typedText = z.string().max(100_000);

/** A person's name as it is typed (C-33). */
export const typedNameSchema = z.strictObject({
  given: typedLine,
  family: typedLine,
  patronymic: typedLine.optional(),
});
