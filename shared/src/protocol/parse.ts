import type { z } from 'zod';
import { isPlainJson } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type Down, downSchema } from './down.ts';
import { ownerHelloSchema } from './owner.ts';
import { type Up, upSchema } from './up.ts';

/** The border: what comes off the line is a message of ours or it is nothing (SESSION-9). */
export function parseUp(text: string): Result<Up, 'BAD_FRAME'> {
  return fromAnybody(upSchema, text);
}

/**
 * What the server says. Its documents are looked at by the schema of their collection, every field of them, so that they
 * are not walked through twice.
 */
export function parseDown(text: string): Result<Down, 'BAD_FRAME'> {
  return parsed(downSchema, jsonOf(text));
}

export function parseOwnerHello(text: string): Result<z.infer<typeof ownerHelloSchema>, 'BAD_FRAME'> {
  return fromAnybody(ownerHelloSchema, text);
}

/** A full push has tens of thousands of values; beyond this it is no honest message. */
const mostValues = 500_000;

/** Bounded in depth and size before any schema walks through it. */
function fromAnybody<Message>(schema: z.ZodType<Message>, text: string): Result<Message, 'BAD_FRAME'> {
  const value = jsonOf(text);
  return value !== undefined && isPlainJson(value, mostValues) ? parsed(schema, value) : err('BAD_FRAME');
}

function parsed<Message>(schema: z.ZodType<Message>, value: unknown): Result<Message, 'BAD_FRAME'> {
  const result = schema.safeParse(value);
  return result.success ? ok(result.data) : err('BAD_FRAME');
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
