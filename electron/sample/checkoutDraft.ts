import type { ScriptStep } from '../providers/scripted';

/** The scripted agent's draft of the sample's contract: it says the same to whatever words, and says so. */
export const checkoutDraft: readonly ScriptStep[] = [
  {
    id: 'draft-look',
    say: 'Scripted agent: no model reads your words. It knows this sample alone, and shows how a draft comes to be. First what the workspace has to prove things with.',
    calls: [
      { name: 'read_file', arguments: { path: 'package.json' } },
      { name: 'read_file', arguments: { path: 'README.md' } },
      { name: 'read_file', arguments: { path: 'bench/checkout.bench.js' } },
    ],
  },
  {
    id: 'draft-tests',
    say: 'The benchmark prints the p95 in a line of its own, and the README says what must hold. Now what the suite and the benchmark rest on.',
    calls: [
      { name: 'search', arguments: { pattern: '^import', path: 'test' } },
      { name: 'search', arguments: { pattern: '^import', path: 'bench' } },
    ],
  },
  {
    id: 'draft-propose',
    say: 'The scripted draft for this sample:',
    calls: [{ name: 'propose_contract', arguments: proposal() }],
  },
];

function proposal(): Record<string, unknown> {
  return {
    goalpost: 1,
    outcome: 'The p95 checkout latency is below 120 ms.',
    verification: [
      {
        id: 'p95',
        kind: 'command',
        run: 'node bench/checkout.bench.js',
        timeout: '20s',
        metric: { from: 'stdout', pattern: '^p95_ms=(\\d+(?:\\.\\d+)?)$', target: '< 120', unit: 'ms' },
        repeat: { times: 5, judge: 'median' },
      },
    ],
    constraints: [
      {
        text: 'The correctness suite stays green.',
        check: { id: 'correctness', kind: 'command', run: 'node --test --test-reporter=spec test/*.test.js', timeout: '30s' },
      },
    ],
    boundaries: { write: ['src/', 'bench/fixtures/', 'test/'] },
    iteration:
      'Change one thing, run the suite, then the benchmark. Record what changed, what both showed, and the next best experiment.',
    blocked: {
      report:
        'If the benchmark cannot run, or no way is left: what was tried, the evidence, what is in the way, and what is needed.',
    },
    budget: { tokens: 400_000, minutes: 30, turns: 12 },
    protect: [
      'bench/checkout.bench.js',
      'bench/percentile.js',
      'remote/',
      'test/shop.js',
      'test/checkout.test.js',
      'test/bill.test.js',
    ],
    objective:
      'Proposed by the scripted agent, which knows this sample alone: no model was asked, whatever you wrote. remote/ stands in for other teams’ services and is not ours to change.',
  };
}
