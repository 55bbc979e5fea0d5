import { describe, expect, it } from 'vitest';
import { parseContractFile } from './contractFile';

const STRONG = `---
goalpost: 1
outcome: p95 checkout latency is below 120 ms
verification:
  - id: p95
    kind: command
    run: node bench/checkout.js
    timeout: 30s
    metric: { from: bench/result.json, pointer: /p95, target: "< 120", unit: ms }
    repeat: { times: 5, judge: median }
  - { id: report, kind: artifact, path: docs/report.md, sections: [Method], minBytes: 100 }
constraints:
  - text: the correctness suite stays green
    check: { id: tests, kind: command, run: npm test, expect: { exit: 0 } }
boundaries:
  write: [src/, bench/result.json]
  hosts: [registry.example.com, "*.example.org:8443"]
iteration: Record what changed and the next best experiment.
blocked: { report: attempted paths, sameFailure: 2 }
budget: { tokens: 400000, usd: 2.5 }
protect: [test/, bench/checkout.js]
accept: user
resume: user
---

Make checkout fast.

Without breaking it.
`;

const PARSED = {
  goalpost: 1,
  outcome: 'p95 checkout latency is below 120 ms',
  verification: [
    {
      id: 'p95',
      kind: 'command',
      run: 'node bench/checkout.js',
      timeout: '30s',
      expect: { exit: 0 },
      metric: { from: 'bench/result.json', pointer: '/p95', target: '< 120', unit: 'ms' },
      repeat: { times: 5, judge: 'median' },
    },
    { id: 'report', kind: 'artifact', path: 'docs/report.md', sections: ['Method'], minBytes: 100 },
  ],
  constraints: [
    {
      text: 'the correctness suite stays green',
      check: { id: 'tests', kind: 'command', run: 'npm test', timeout: '60s', expect: { exit: 0 } },
    },
  ],
  boundaries: {
    write: ['src/', 'bench/result.json'],
    hide: [],
    hosts: ['registry.example.com', '*.example.org:8443'],
    sockets: false,
  },
  iteration: 'Record what changed and the next best experiment.',
  blocked: { report: 'attempted paths', sameFailure: 2 },
  budget: { tokens: 400_000, usd: 2.5 },
  protect: ['test/', 'bench/checkout.js'],
  accept: 'user',
  resume: 'user',
  objective: 'Make checkout fast.\n\nWithout breaking it.',
};

describe('a contract file', () => {
  it('parses to its contract, with the defaults filled in', () => {
    expect(parseContractFile(STRONG)).toEqual({ ok: true, value: PARSED });
  });

  it('means the same with a byte order mark and with other line ends', () => {
    expect(parseContractFile(`\ufeff${STRONG.replaceAll('\n', '\r\n')}`)).toEqual({ ok: true, value: PARSED });
  });

  it('may leave out everything but its version and outcome', () => {
    const parsed = parseContractFile('---\ngoalpost: 1\noutcome: it works\n---');
    expect(parsed).toMatchObject({
      ok: true,
      value: { verification: [], accept: 'auto', resume: 'auto', blocked: { sameFailure: 3 }, objective: '' },
    });
  });

  it('keeps a line of dashes in its body', () => {
    expect(parseContractFile('---\ngoalpost: 1\noutcome: x\n---\na\n---\nb')).toMatchObject({
      ok: true,
      value: { objective: 'a\n---\nb' },
    });
  });
});

describe('a finding names line, place and remedy', () => {
  const check = (lines: string) => `verification:\n  - id: a\n    kind: command\n    run: npm test\n${lines}`;
  it.each([
    ['an unknown key', 'verfication: []', '4:1 verfication: unknown key "verfication": did you mean "verification"?'],
    [
      'a key in another spelling',
      'blocked:\n  same_failure: 3',
      '5:3 blocked.same_failure: unknown key "same_failure": did you mean "sameFailure"?',
    ],
    ['a key like none', 'protect: [a]\nzzz: 1', /^5:1 zzz: unknown key "zzz": known here are goalpost, outcome, /],
    ['an objective among the keys', 'objective: x', /^4:1 objective: unknown key .* below the front matter; move it there$/],
    ['a key that an object inherits', 'constructor: x', /^4:1 constructor: unknown key/],
    ['__proto__', '__proto__: { outcome: y }', /^4:1 __proto__: unknown key/],
    [
      'a duration without unit',
      check('    timeout: 60'),
      '8:14 verification[0].timeout: 60 has no unit: write 60s for seconds, or with ms, m or h',
    ],
    [
      'a duration that does not read',
      check('    timeout: soon'),
      '8:14 verification[0].timeout: "soon" does not read: write a duration such as 500ms, 60s, 2m or 1h',
    ],
    [
      'a duration of nothing',
      check('    timeout: 0s'),
      '8:14 verification[0].timeout: "0s": must be longer than 0 and at most 24h',
    ],
    [
      'a judge that there is not',
      check('    repeat: { times: 5, judge: most }'),
      '8:32 verification[0].repeat.judge: "most" is not known here: use one of all, any, median, p95',
    ],
    [
      'more runs that must pass than there are',
      check('    repeat: { times: 2, judge: { atLeast: 3 } }'),
      '8:43 verification[0].repeat.judge.atLeast: 3: cannot be more than times: no number of runs could meet it',
    ],
    ['a duration no timer can hold', check('    timeout: 999h'), /^8:14 .* at most 24h$/],
    [
      'a missing key, at the line of its mapping',
      'verification:\n  - id: a\n    kind: command',
      '5:5 verification[0].run: "run" is missing: add it, for example run: "npm test"',
    ],
    [
      'a missing kind',
      'verification: [{ id: a }]',
      '4:16 verification[0].kind: "kind" is missing: add kind: with one of command, artifact, review, human',
    ],
    [
      'a mistyped kind',
      'verification: [{ id: a, kind: comand, run: x }]',
      '4:31 verification[0].kind: "comand" is not known here: did you mean command?',
    ],
    [
      'a word instead of a mapping',
      'verification: [npm test]',
      /^4:16 verification\[0\]: expected a mapping of keys, got "npm test": write it with keys of its own: id, kind, run, /,
    ],
    [
      'a metric without a way to read it',
      check('    metric: { from: stdout, target: "< 1" }'),
      '8:13 verification[0].metric: needs exactly one of pointer and pattern',
    ],
    [
      'a metric with a number as target',
      check('    metric: { from: stdout, pattern: x, target: 120 }'),
      '8:49 verification[0].metric.target: expected text, got 120: change it, for example target: "< 120"',
    ],
    [
      'a metric from an absolute path',
      check('    metric: { from: /tmp/x, pattern: x, target: "< 1" }'),
      '8:21 verification[0].metric.from: "/tmp/x": use a path relative to the workspace',
    ],
    [
      'a metric with a broken pattern',
      check('    metric: { from: stdout, pattern: "(", target: "< 1" }'),
      '8:38 verification[0].metric.pattern: "(": is not a valid regular expression',
    ],
    [
      'a comparison that YAML reads as a block',
      check('    metric:\n      target: >= 0.95'),
      '9:16 : a value that begins with > must be in quotes: write ">= 0.95"',
    ],
    [
      'a text instead of a list',
      'boundaries:\n  write: src/',
      '5:10 boundaries.write: expected a list, got "src/": write it as a list, ["src/"]',
    ],
    [
      'a path that climbs out',
      'protect: [a/../../b]',
      '4:11 protect[0]: "a/../../b": must not climb out of the workspace with ..',
    ],
    [
      'a URL as host',
      'boundaries: { hosts: [https://x.com/] }',
      /^4:23 boundaries\.hosts\[0\]: "https:\/\/x\.com\/": write a host such as /,
    ],
    [
      'a yes for true',
      'boundaries: { sockets: yes }',
      '4:24 boundaries.sockets: expected true or false, got "yes": write true or false',
    ],
    ['an unknown way to resume', 'resume: never', '4:9 resume: "never" is not known here: use one of auto, user'],
    ['an unknown word', 'accept: always', '4:9 accept: "always" is not known here: use one of auto, user'],
    ['a negative budget', 'budget: { usd: -1 }', '4:16 budget.usd: -1 is too small: it must be greater than 0'],
    [
      'half a turn',
      'budget: { turns: 1.5 }',
      '4:18 budget.turns: expected a whole number, got 1.5: change it, for example turns: 20',
    ],
    [
      'an empty value',
      'protect:',
      '4:9 protect: is empty: give it a value, for example protect: ["test/","bench/"], or leave the key out',
    ],
    [
      'a check id used twice',
      `${check('')}constraints:\n  - text: t\n    check: { id: a, kind: artifact, path: p }`,
      '10:18 constraints[0].check.id: "a": the check id "a" is used twice',
    ],
    ['a key written twice', 'protect: []\nprotect: [a]', '5:1 : the key "protect" is written twice: keep one'],
    [
      'a colon in a text',
      'iteration: First: measure',
      '4:12 : a text with ": " in it reads as another key: put the whole text in quotes',
    ],
    [
      'a backslash in double quotes',
      'iteration: "\\d+"',
      '4:13 : a backslash in double quotes begins an escape: use single quotes, or write it twice',
    ],
    ['a tab as indent', 'budget:\n\tturns: 1', '5:1 : a tab cannot indent: use spaces'],
    ['a bracket left open', 'protect: [a, b', /^4:15 : something is left open/],
    ['an anchor', 'protect: &a [x]', /^4:13 protect: anchors/],
    ['a glob that reads as an alias', 'protect: [*.ts]', /^4:11 protect\[0\]: anchors .* in quotes$/],
    ['a tag', 'iteration: !important do', /^4:23 iteration: tags/],
    ['a second document', '...\noutcome: y', /^5:1 : the front matter must be one document/],
    [
      'a NUL in a command line',
      check('    clean: { setup: "a\\0" }'),
      '8:21 verification[0].clean.setup: "a\\u0000": must not hold a NUL character',
    ],
  ])('for %s', (_name, yaml, expected) => {
    const found = messages(`---\ngoalpost: 1\noutcome: x\n${yaml}\n---\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('for a judge in another spelling, by the key that was meant', () => {
    const found = messages(`---\ngoalpost: 1\noutcome: x\n${check('    repeat: { times: 5, judge: { atleast: 3 } }')}\n---\n`);
    expect(found).toHaveLength(2);
    expect(found.join('\n')).toContain('unknown key "atleast": did you mean "atLeast"?');
  });

  it('for each of several slips, in the order of the file', () => {
    expect(messages('---\ngoalpost: 2\noutcome: 5\naccept: me\nbudgets: {}\n---\n')).toEqual([
      '2:11 goalpost: 2 is not known here: write goalpost: 1',
      '3:10 outcome: expected text, got 5: put it in quotes, "5"',
      '4:9 accept: "me" is not known here: use one of auto, user',
      '5:1 budgets: unknown key "budgets": did you mean "budget"?',
    ]);
  });

  it('for a file without front matter, one that is not closed, an empty one and one that is no mapping', () => {
    expect(messages('# Make it fast')).toEqual([
      expect.stringMatching(/^1:1 : a contract file begins with front matter: make its first line ---/),
    ]);
    expect(messages('---\ngoalpost: 1\n')).toEqual(['1:1 : the front matter is not closed: write a line --- below its last key']);
    expect(messages('---\n# nothing\n---\n')).toEqual([expect.stringMatching(/^1:1 : the front matter is empty/)]);
    expect(messages('---\n- a\n---\n')).toEqual([
      expect.stringMatching(/^2:1 : expected a mapping of keys, got a list: write it with keys/),
    ]);
  });

  it('at most fifty times', () => {
    const keys = Array.from({ length: 80 }, (_, index) => `k${index}: 1`).join('\n');
    const found = messages(`---\ngoalpost: 1\noutcome: x\n${keys}\n---\n`);
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toBe('54:1 : and 30 more from here on');
  });
});

function messages(text: string): readonly string[] {
  const parsed = parseContractFile(text);
  return parsed.ok ? [] : parsed.error.map((finding) => `${finding.line}:${finding.column} ${finding.path}: ${finding.message}`);
}
