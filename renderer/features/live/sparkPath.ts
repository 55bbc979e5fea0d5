export interface SparkPath {
  readonly path: string;
  /** Height of the target's line. */
  readonly target: number;
  readonly end: { readonly x: number; readonly y: number };
}

/** Room for the last value's dot, so that nothing is cut at the edges. */
const PAD = 2;

/** The values over the width, and the target among them; values and target that are all one stand in the middle. */
export function sparkPath(values: readonly number[], bound: number, width: number, height: number): SparkPath {
  const low = Math.min(bound, ...values);
  const high = Math.max(bound, ...values);
  const y = (value: number) => rounded(high === low ? height / 2 : PAD + ((high - value) / (high - low)) * (height - 2 * PAD));
  const step = values.length > 1 ? (width - 2 * PAD) / (values.length - 1) : 0;
  const x = (index: number) => rounded(PAD + index * step);
  const path = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(value)}`).join('');
  return { path, target: y(bound), end: { x: x(values.length - 1), y: y(values.at(-1) ?? bound) } };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
