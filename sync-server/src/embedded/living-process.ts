import { uptime } from 'node:os';
import { z } from 'zod';

/** Names one run of one process: numbers alone are used again, within a container even the same ones after a restart. */
const signatureSchema = z.strictObject({ pid: z.int().positive(), started: z.number(), written: z.number() });

/** How far clocks and their rounding may be apart, in milliseconds. */
const tolerance = 2_000;

/** A note that this process leaves in a file, for others to see whether it is still there. */
export function ownSignature(): string {
  return JSON.stringify({ pid: process.pid, started: ownStart(), written: Date.now() });
}

/** Whether the process that left the note is still running. What is no note was left by nobody. */
export function isSignerAlive(note: string): boolean {
  const signer = signatureSchema.safeParse(parsed(note));
  if (!signer.success) return false;
  const { pid, started, written } = signer.data;
  if (pid === process.pid) return Math.abs(started - ownStart()) < tolerance;
  return isProcessAlive(pid) && !isBeforeBoot(written);
}

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    // EPERM: it is there and belongs to somebody else.
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}

/** Whether something was written before this computer was switched on, so that its writer cannot be running. */
export function isBeforeBoot(epochMilliseconds: number): boolean {
  return epochMilliseconds < Date.now() - uptime() * 1_000 - tolerance;
}

function ownStart(): number {
  return Date.now() - process.uptime() * 1_000;
}

function parsed(note: string): unknown {
  try {
    return JSON.parse(note);
  } catch {
    return undefined;
  }
}
