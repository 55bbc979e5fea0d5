import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Metric } from '../goal/check';
import { type MetricReading, metricReader, spansLines } from './metric';

type Given = Partial<Record<'from' | 'pointer' | 'pattern', string>> & { pick?: 'last' };

function read(metric: Given, ...pieces: readonly string[]): MetricReading {
  const reader = metricReader(Metric.parse({ from: 'stdout', target: '< 120', ...metric }));
  for (const piece of pieces) reader.add(piece);
  return reader.finish();
}

const value = (number: number): MetricReading => ({ kind: 'value', value: number });
const missing = (message: string): MetricReading => ({ kind: 'missing', message });

describe('a metric read by pattern', () => {
  it.each([
    ['a group named value', 'p(\\d+) = (?<value>\\S+)', 'p95 = 134.8 ms', 134.8],
    ['the first group', 'p95 = (\\S+) (ms)', 'p95 = 134.8 ms', 134.8],
    ['the first group that took part', 'a=(\\d+)|b=(\\d+)', 'b=7', 7],
    ['the whole match without a group', '\\d+\\.\\d+', 'p95 = 134.8 ms', 134.8],
    ['line starts and ends', '^(\\d+)$', 'x 1\n42\n7 y\n', 42],
    ['lines that end in CR LF', '^p95 (\\d+)$', 'a\r\np95 9\r\nb\r\n', 9],
    ['a progress bar that rewrites its line', '^done (\\d+)$', '10%\r50%\rdone 9\r\n', 9],
    ['signs and exponents', 'v=(\\S+)', 'v=-1.5e-3', -0.0015],
    ['a last line without its end', 'p95 (\\d+)', 'x\np95 12', 12],
    ['a pattern that names a line break', 'p95:\\n\\s*(\\d+)', 'p95:\n  134 ms\n', 134],
  ])('%s', (_, pattern, text, number) => {
    expect(read({ pattern }, text)).toEqual(value(number));
  });

  it('is missing where nothing matches', () => {
    expect(read({ pattern: 'p95 (\\d+)' }, 'no numbers\n')).toEqual(missing('no line of stdout matches p95 (\\d+)'));
  });

  it('is the group named value or nothing: where that took no part, another group would be a guess', () => {
    const pattern = 'a=(?<value>\\d+)|b=(\\d+)';
    expect(read({ pattern }, 'b=7')).toEqual(
      missing(`stdout matches ${pattern}, but the group value took no part in the match; let it always hold the number`),
    );
    expect(read({ pattern: 'p95=(?<value>\\S+)' }, 'p95=fast')).toEqual(
      missing('stdout says "fast" in the group value, which is not a finite number'),
    );
  });

  it('says which of several groups was read, and how to name the one that is meant', () => {
    expect(read({ pattern: '(\\w+) took (\\d+)' }, 'bench took 90')).toEqual(
      missing('stdout says "bench" in group 1, which is not a finite number; name the group that holds the number: (?<value>…)'),
    );
    expect(read({ pattern: '(\\w+) took (?<value>\\d+)' }, 'bench took 90')).toEqual(value(90));
  });

  it('does not cross lines by white space alone', () => {
    expect(read({ pattern: 'p95:\\s*(\\d+)' }, 'p95:\n134\n').kind).toBe('missing');
  });

  it('is ambiguous when it matches twice, on one line or on two, also with the same number', () => {
    const message = 'stdout matches p95 (\\d+) more than once; print it once, or say pick: last';
    for (const text of ['p95 9\np95 9\n', 'p95 9, p95 9']) {
      expect(read({ pattern: 'p95 (\\d+)' }, text)).toEqual({ kind: 'ambiguous', message });
    }
  });

  it('takes the last match when asked', () => {
    expect(read({ pattern: 'p95 (\\d+)', pick: 'last' }, 'p95 200\np95 90\nend\n')).toEqual(value(90));
  });

  it.each([['NaN'], ['Infinity'], ['-Infinity'], ['1e999'], ['1,234'], ['0x10'], ['fast'], ['12ms']])(
    'is missing where it says %s',
    (text) => {
      expect(read({ pattern: 'p95 (\\S+)' }, `p95 ${text}\n`)).toEqual(
        missing(`stdout says "${text}", which is not a finite number`),
      );
    },
  );

  it('quotes long text bounded and without escapes', () => {
    const reading = read({ pattern: 'p95 (.+)' }, `p95 \u001b[31m${'x'.repeat(500)}\n`);
    expect(reading).toEqual(missing(`stdout says "${'x'.repeat(80)}…", which is not a finite number`));
  });

  it('reads the same however the output is cut', () => {
    const text = 'start\np95 134.8 ms\r\nü日🎯 p95 12\nend p95';
    for (const metric of [
      { pattern: 'p95 ([\\d.]+)' },
      { pattern: 'p95 ([\\d.]+)', pick: 'last' as const },
      { pattern: 'ms\\s\\n(.*)' },
    ]) {
      fc.assert(
        fc.property(fc.array(fc.nat(text.length)), (cuts) => {
          const at = [0, ...cuts.sort((a, b) => a - b), text.length];
          const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
          expect(read(metric, ...pieces)).toEqual(read(metric, text));
        }),
      );
    }
  });
});

describe('a metric read by JSON pointer', () => {
  it.each([
    ['/p95', '{"p95": 134.8}', 134.8],
    ['/runs/1/p95', '{"runs": [{"p95": 1}, {"p95": 2}]}', 2],
    ['/a~1b/m~0n', '{"a/b": {"m~n": 3}}', 3],
    ['', ' 12.5 \n', 12.5],
    ['/', '{"": 4}', 4],
    ['/p95', '\uFEFF{"p95": 5}', 5],
  ])('%s of %s', (pointer, text, number) => {
    expect(read({ pointer }, text)).toEqual(value(number));
  });

  it.each([
    ['/p95', '{}', 'stdout has nothing at /p95'],
    ['/toString', '{}', 'stdout has nothing at /toString'],
    ['/0', '[]', 'stdout has nothing at /0'],
    ['/01', '[1,2]', 'stdout has nothing at /01'],
    ['/length', '[1]', 'stdout has nothing at /length'],
    ['/p95', '{"p95": "134.8"}', 'stdout has "\\"134.8\\"" at /p95, which is not a finite number'],
    ['/p95', '{"p95": null}', 'stdout has "null" at /p95, which is not a finite number'],
    ['/p95', '{"p95": NaN}', 'stdout is not JSON: it starts with "{\\"p95\\": NaN}"'],
    ['/p95', '{"p95": 1e999}', 'stdout has "null" at /p95, which is not a finite number'],
    ['/p95', '', 'stdout is not JSON: it starts with ""'],
    ['/p95', 'starting\n{"p95": 1}\n', 'stdout holds other text beside its JSON; print only the JSON, or say pick: last'],
  ])('%s of %s is missing', (pointer, text, message) => {
    expect(read({ pointer }, text)).toEqual(missing(message));
  });

  it('is ambiguous over several documents, unless the last is picked', () => {
    const text = '{"p95": 200}\nnoise\n{"p95": 90}\n';
    const message = 'stdout holds 2 JSON documents; print one, or say pick: last';
    expect(read({ pointer: '/p95' }, text)).toEqual({ kind: 'ambiguous', message });
    expect(read({ pointer: '/p95', pick: 'last' }, text)).toEqual(value(90));
  });

  it('names the file it was to be read from', () => {
    expect(read({ from: 'out/bench.json', pointer: '/p95' }, '{}')).toEqual(
      missing('the metric file out/bench.json has nothing at /p95'),
    );
  });
});

describe('spansLines', () => {
  it.each(['a\\nb', '[\\s\\S]*', '[^]', 'a\nb', '\\x0a', '\\u000A', '\\r\\n'])('%s does', (pattern) => {
    expect(spansLines(pattern)).toBe(true);
  });

  it.each(['p95\\s+(\\d+)', '\\\\n', '[^x]*', '^a$', '(?<speed>\\d)', '(?<=ns)\\d'])('%s does not', (pattern) => {
    expect(spansLines(pattern)).toBe(false);
  });
});
