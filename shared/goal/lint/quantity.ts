/** Something that is measured, as goals name it. */
export interface Quantity {
  readonly words: RegExp;
  /** The unit it is usually given in; empty for a pure number. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** Whether two measurements of the same code differ. */
  readonly noisy: boolean;
}

const QUANTITIES: readonly Quantity[] = [
  {
    words:
      /\b(p\d{2}|median|latency|latencies|response times?|load times?|(start|boot)-?\s?up( time)?|cold start|build time|run ?time|duration|ttfb|fps)\b/i,
    unit: 'ms',
    better: 'lower',
    noisy: true,
  },
  { words: /\b(throughput|requests per second|rps|qps|ops|tokens per second)\b/i, unit: 'req/s', better: 'higher', noisy: true },
  { words: /\b(memory|heap|rss|resident size)\b/i, unit: 'MB', better: 'lower', noisy: true },
  { words: /\b(coverage)\b/i, unit: '%', better: 'higher', noisy: false },
  { words: /\b((error|failure|miss|drop) rate)\b/i, unit: '%', better: 'lower', noisy: false },
  { words: /\b((bundle|image|binary|package|download|file) size|size of the \w+)\b/i, unit: 'kB', better: 'lower', noisy: false },
  { words: /\b(accuracy|precision|recall|f1|auc|bleu|score)\b/i, unit: '', better: 'higher', noisy: false },
];

/** The first thing measured that a text names. */
export function quantityIn(text: string): { readonly quantity: Quantity; readonly name: string } | undefined {
  for (const quantity of QUANTITIES) {
    const name = quantity.words.exec(text)?.[0];
    if (name !== undefined) return { quantity, name };
  }
  return undefined;
}

/** Units whose figures differ from run to run, whatever is measured. */
const NOISY_UNIT = /^(ns|µs|us|ms|s|sec|seconds?|min|minutes?|fps|\w+\/s(ec)?|\w+ per second)$/i;

export function isNoisyUnit(unit: string): boolean {
  return NOISY_UNIT.test(unit.trim());
}

const SCALES: Readonly<Record<string, readonly [kind: string, factor: number]>> = {
  ns: ['time', 1e-6],
  us: ['time', 1e-3],
  µs: ['time', 1e-3],
  ms: ['time', 1],
  milliseconds: ['time', 1],
  s: ['time', 1000],
  sec: ['time', 1000],
  seconds: ['time', 1000],
  min: ['time', 60_000],
  minutes: ['time', 60_000],
  kb: ['size', 1],
  kib: ['size', 1.024],
  mb: ['size', 1000],
  mib: ['size', 1048.576],
  gb: ['size', 1_000_000],
  '%': ['share', 1],
  percent: ['share', 1],
};

/** A figure on the scale of its kind, so that 0.12 s and 120 ms compare; a unit that is not known is a kind of its own. */
export function scaled(value: number, unit: string): { readonly kind: string; readonly value: number } {
  const [kind, factor] = SCALES[unit.trim().toLowerCase()] ?? [unit.trim().toLowerCase(), 1];
  return { kind, value: Number((value * factor).toPrecision(9)) };
}
