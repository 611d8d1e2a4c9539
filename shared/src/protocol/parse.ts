import type { z } from 'zod';
import { isPlainJson } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type Down, downSchema } from './down.ts';
import { ownerHelloSchema } from './owner.ts';
import { type Up, upSchema } from './up.ts';

/** The border: what comes off the line is a message of ours or it is nothing (SESSION-9). */
export function parseUp(text: string): Result<Up, 'BAD_FRAME'> {
  return parse(upSchema, text);
}

export function parseDown(text: string): Result<Down, 'BAD_FRAME'> {
  return parse(downSchema, text);
}

export function parseOwnerHello(text: string): Result<z.infer<typeof ownerHelloSchema>, 'BAD_FRAME'> {
  return parse(ownerHelloSchema, text);
}

/** A page of a thousand documents has tens of thousands of values; beyond this it is no honest message. */
const mostValues = 500_000;

function parse<Message>(schema: z.ZodType<Message>, text: string): Result<Message, 'BAD_FRAME'> {
  const value = jsonOf(text);
  if (value === undefined || !isPlainJson(value, mostValues)) return err('BAD_FRAME');
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err('BAD_FRAME');
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Text that is no JSON is an expected kind of bad input here.
    return undefined;
  }
}
