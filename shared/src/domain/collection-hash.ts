import { sha256Hex } from '../base/hash.ts';
import { canonicalJson, type JsonObject } from '../base/json.ts';

/**
 * What a document adds to the hash of its collection (HASH-1): 60 bits of the SHA-256 of its canonical text, so that it
 * fits a signed 64-bit column.
 */
export function documentDigest(document: JsonObject): bigint {
  return BigInt(`0x${sha256Hex(canonicalJson(document)).slice(0, 15)}`);
}

/** The hash of a collection: the sum over its living documents, in whatever order they come. */
export function collectionHash(digests: Iterable<bigint>): string {
  let sum = 0n;
  for (const digest of digests) sum += digest;
  return sum.toString();
}
