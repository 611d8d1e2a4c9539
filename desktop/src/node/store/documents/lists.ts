/** Lists come in a few lengths only, filled up with their last value, so that few statements serve all of them. */
const lengths = [1, 4, 16, 64, 256];
const longest = 256;

/** A list of any length in parts that fit one statement each; values may come twice in a part. */
export function* slices<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += longest) {
    const part = values.slice(start, start + longest);
    const wanted = lengths.find((length) => length >= part.length) ?? longest;
    const missing = Array.from({ length: wanted - part.length }, () => part.slice(-1));
    yield [...part, ...missing.flat()];
  }
}

export function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}
