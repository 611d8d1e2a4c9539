import type { Readable } from 'node:stream';
import { assert } from '@lapka/shared/base/assert.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { isPlainJson } from '@lapka/shared/base/json.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { CommandName, ProtectedRead } from '@lapka/shared/domain/accounts/command-names.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { HttpFailureCode } from '@lapka/shared/protocol/http/failures.ts';
import { z } from 'zod';
import type { Origin } from '../accounts/account-parts.ts';
import type { Machine, Party, Person } from '../accounts/authenticate.ts';

/** Who may call: anybody, whoever is signed in, a member of a clinic's staff with a right, a device. */
export type Who = 'ANYBODY' | 'PERSON' | 'STAFF' | 'DEVICE' | 'STAFF_OR_DEVICE';

/** How often an address may be called from one network: doors that take secrets seldom, the others often. */
export type Pace = 'SECRETS' | 'USUAL' | 'UNLIMITED';

/** What is known of a route without calling it: the router, the API description and the tests of both read it. */
export interface RouteShape {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `{name}` stands for a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  /** Checked for persons before anything of the request is looked at. */
  readonly right?: CommandName | ProtectedRead;
  readonly pace: Pace;
  /** With `params`, `query` and `body`, those there are. */
  readonly input: z.ZodObject;
  readonly takesBytes: boolean;
  readonly answer: z.ZodType | 'BYTES' | 'TEXT';
  readonly failures: readonly HttpFailureCode[];
}

export interface Route extends RouteShape {
  readonly handle: (incoming: Incoming) => Promise<Result<Reply, Failure<HttpFailureCode>>>;
}

/** A request that was let in, before it is parsed. */
export interface Incoming {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly origin: Origin;
  readonly party: Party | undefined;
  /** What comes in, for routes that take bytes. */
  readonly stream: Readable;
  readonly header: (name: string) => string | undefined;
}

/** What is sent back. */
export type Reply =
  | { readonly kind: 'JSON'; readonly status: number; readonly value: unknown }
  | { readonly kind: 'TEXT'; readonly type: string; readonly text: string }
  | {
      readonly kind: 'BYTES';
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly bytes: Readable;
    }
  | { readonly kind: 'NOTHING' };

/** A member of staff who has the right the route asks for. */
export interface StaffCall {
  readonly person: Person;
  readonly member: StaffMember;
  readonly clinic: ClinicId;
}

/** What any route may answer, beside what its own rules refuse. */
export type UsualFailureCode = 'BAD_INPUT' | 'RETRY_LATER';

export interface Given<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode> {
  readonly method: RouteShape['method'];
  readonly path: string;
  readonly summary: string;
  readonly pace?: Pace;
  readonly input: Input;
  readonly answer: Answer;
  /** Every refusal of the handler: the compiler compares. */
  readonly failures?: readonly Code[];
}

type Handler<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode, Who> = (
  call: { readonly input: z.output<Input>; readonly origin: Origin } & Who,
) => Promise<Result<z.input<Answer>, Failure<Code | UsualFailureCode>>>;

/** The input and the answer of routes that have none. */
export const none = z.strictObject({});
export const nothing = z.void();

export function forAnybody<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode = never>(
  given: Given<Input, Answer, Code>,
  handle: Handler<Input, Answer, Code, unknown>,
): Route {
  return jsonRoute(given, { who: 'ANYBODY' }, () => ({}), handle);
}

/** For whoever is signed in, about the person's own things. */
export function forPerson<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode = never>(
  given: Given<Input, Answer, Code>,
  handle: Handler<Input, Answer, Code, { readonly person: Person }>,
): Route {
  return jsonRoute(given, { who: 'PERSON' }, (party) => ({ person: personIn(party) }), handle);
}

/** For members of staff with a right; the clinic is the one of their session and cannot be asked for. */
export function forStaff<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode = never>(
  given: Given<Input, Answer, Code> & { readonly right: CommandName | ProtectedRead },
  handle: Handler<Input, Answer, Code, StaffCall>,
): Route {
  return jsonRoute(given, { who: 'STAFF', right: given.right }, staffIn, handle);
}

/** For enrolled devices; one that was shut out is let in too, to hand over what it has. */
export function forDevice<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode = never>(
  given: Given<Input, Answer, Code>,
  handle: Handler<Input, Answer, Code, { readonly machine: Machine }>,
): Route {
  return jsonRoute(given, { who: 'DEVICE' }, (party) => ({ machine: machineIn(party) }), handle);
}

function jsonRoute<Input extends z.ZodObject, Answer extends z.ZodType, Code extends HttpFailureCode, Caller>(
  { method, path, summary, pace = 'USUAL', input, answer, failures = [] }: Given<Input, Answer, Code>,
  access: Pick<RouteShape, 'who' | 'right'>,
  callerIn: (party: Party | undefined) => Caller,
  handle: Handler<Input, Answer, Code, Caller>,
): Route {
  return {
    method,
    path,
    summary,
    pace,
    input,
    answer,
    failures,
    takesBytes: false,
    ...access,
    handle: async (incoming) => {
      const parsed = parseInput(input, incoming);
      if (!parsed.ok) return parsed;
      const call = {
        input: parsed.value,
        origin: incoming.origin,
        ...callerIn(incoming.party),
      };
      const result = await handle(call);
      return result.ok ? ok(replyWith(answer, result.value)) : result;
    },
  };
}

/** The border: what comes in is what the route takes, or it is refused with the names of the fields that do not fit. */
export function parseInput<Input extends z.ZodObject>(
  input: Input,
  incoming: Pick<Incoming, 'params' | 'query' | 'body'>,
): Result<z.output<Input>, Failure<'BAD_INPUT'>> {
  const { params, query, body } = incoming;
  const wanted = Object.entries({ params, query, body }).filter(([name]) => name in input.shape);
  const parsed = isPlainJson(body ?? null) ? input.safeParse(Object.fromEntries(wanted)) : undefined;
  if (parsed?.success === true) return ok(parsed.data);
  const fields = parsed?.error.issues.map(({ path }) => path.slice(1).join('.')) ?? [];
  return err(failure('BAD_INPUT', { fields: [...new Set(fields)].slice(0, 20) }));
}

/** What a handler answers is checked too: a field that is not in the description never leaves the house. */
function replyWith(answer: z.ZodType, value: unknown): Reply {
  return value === undefined ? { kind: 'NOTHING' } : { kind: 'JSON', status: 200, value: answer.parse(value) };
}

export function staffIn(party: Party | undefined): StaffCall {
  const person = personIn(party);
  assert(person.as.kind === 'STAFF' && person.member !== undefined, 'the route lets staff in only');
  return { person, member: person.member, clinic: person.as.clinic };
}

function personIn(party: Party | undefined): Person {
  assert(party?.kind === 'PERSON', 'the route lets persons in only');
  return party;
}

function machineIn(party: Party | undefined): Machine {
  assert(party?.kind === 'DEVICE', 'the route lets devices in only');
  return party;
}
