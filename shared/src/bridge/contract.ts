import type {
  ContractProcedure,
  ContractRouterClient,
  InferContractRouterOutputs,
  InferSchemaOutput,
} from '@orpc/contract';
import { deskContract } from './desk.ts';
import { liveContract } from './live.ts';
import { sessionContract } from './session.ts';

/** Everything the screen may ask of the clinic node. */
export const bridgeContract = {
  session: sessionContract,
  live: liveContract,
  desk: deskContract,
};

/** The screen's side of it. */
export type Bridge = ContractRouterClient<typeof bridgeContract>;

/** What a call is given once it is parsed: `CallInput['desk']['book']`. */
export type CallInput = ParsedInputs<typeof bridgeContract>;
/** What a call answers: `CallOutput['desk']['book']`. */
export type CallOutput = InferContractRouterOutputs<typeof bridgeContract>;

type ParsedInputs<Router> = {
  [Name in keyof Router]: Router[Name] extends ContractProcedure<infer Input, infer _Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Input>
    : ParsedInputs<Router[Name]>;
};
