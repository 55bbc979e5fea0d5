import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import type { RecordedEvent } from '../thread/events';
import { GoalRecord } from './goalRecord';
import { pagesOf } from './html/page';
import { bundleJson } from './json';
import { markdownReport } from './markdown';
import { type Report, reportOf } from './report';

const CONTENT = {
  views: new Map(),
  absent: [],
  redactions: [],
  lookedFor: 'no known value',
  recordDigest: 'a'.repeat(64),
  exportedAt: 0,
  app: '1',
  sinceStart: null,
  changed: [],
};

function reportFrom(events: readonly RecordedEvent[]): Report {
  const record = new GoalRecord('a');
  for (const one of events) record.tell(one);
  const { state } = record;
  if (!state?.goal) throw new Error('no goal');
  return reportOf(record, state, state.goal, CONTENT, () => []);
}

const page = (shown: Report) => [...pagesOf(shown, { text: '', cut: false })].join('');
const markdown = (shown: Report) => [...markdownReport(shown)].join('');

function researched(): Report {
  const thread = new SimulatedThread({ verdict: () => ({ verdict: 'pass' }) });
  thread.activate(testContract({ research: { standard: 'within <1> %' } }));
  const claims = [
    { id: 'mean', claim: 'the mean is 4', route: 'summed', status: 'confirmed', evidence: ['e2'] },
    { id: 'raw', claim: 'the raw data agree', route: 'not bundled', status: 'blocked', evidence: [] },
    { id: 'trend', claim: 'it grows', route: 'two points', status: 'confirmed', evidence: [] },
  ];
  thread.world.replies.push({ items: claims.map((claim) => call('record_claim', claim)) });
  return reportFrom(thread.run().events);
}

describe('the claims of a research goal in its report', () => {
  it('stand apart by kind, a kind without claims too, each with what it rests on', () => {
    const text = markdown(researched());
    const heads = text.split('\n').filter((line) => line.startsWith('### '));
    expect(heads).toEqual(['### Confirmed', '### Approximate', '### Blocked', '### Uncertain']);
    expect(text).toContain('Evidence standard: within &#60;1&#62; %');
    expect(text).toContain('- `mean` “the mean is 4” Route: “summed” Evidence: e2 bench passes');
    expect(text).toContain('**Marked confirmed by the agent, and not proven.**');
  });

  it('lead to their evidence on the page, and are in the JSON as they are there', () => {
    const shown = researched();
    const html = page(shown);
    for (const kind of ['confirmed', 'approximate', 'blocked', 'uncertain']) expect(html).toContain(`id="claims-${kind}"`);
    expect(html).toContain('<a href="#e2">e2</a> bench passes');
    expect(html).toContain('<span class="bad">Marked confirmed, and not proven.</span>');
    const { research } = JSON.parse(bundleJson(shown));
    expect(research).toEqual(shown.research);
    expect(shown.research?.groups.map(({ status, rows }) => [status, rows.length])).toEqual([
      ['confirmed', 2],
      ['approximate', 0],
      ['blocked', 1],
      ['uncertain', 0],
    ]);
  });

  it('have no section where the goal is no research', () => {
    const shown = reportFrom(new SimulatedThread().activate().events);
    expect([shown.research, page(shown).includes('id="claims"'), markdown(shown).includes('## Claims')]).toEqual([
      null,
      false,
      false,
    ]);
  });
});

describe('what no command judged', () => {
  const asked = { command: '', sandbox: 'unused', metric: undefined, runs: [], excerpt: '' } as const;
  const criteria = [
    { criterion: 'no test was weakened', answer: 'met', evidence: ['c2'], why: 'the diff touches none' },
    { criterion: 'figures stand', answer: 'cannot_tell', evidence: [], why: 'it cites nothing' },
  ] as const;

  /** The baseline of a goal, its evidence in order turned into a review and a look. */
  function judged(): Report {
    const parts = [
      { review: { model: 'gpt-strict', criteria, notShown: [] } },
      { looked: { name: 'Ada', note: 'reads <well>' } },
    ];
    const events = new SimulatedThread().activate().events.map((event) => {
      const part = event.type === 'evidence.recorded' ? parts.shift() : undefined;
      if (event.type !== 'evidence.recorded' || !part) return event;
      return { ...event, data: { evidence: { ...event.data.evidence, ...asked, ...part } } } as unknown as RecordedEvent;
    });
    return reportFrom(events);
  }

  it('shows each criterion with its answer and what it cites, and who looked with their note', () => {
    const [html, text] = [page(judged()), markdown(judged())];
    expect(html).toMatch(/<td>no test was weakened<\/td><td>.*met<\/span><\/td><td>c2<\/td>/);
    expect(html).toMatch(/cannot tell<\/span><\/td><td>nothing<\/td>/);
    expect(html).toContain('Ada looked: <span class="said">reads &lt;well&gt;</span>');
    expect(text).toContain('  - **met**: no test was weakened (cites c2; “the diff touches none”)');
    expect(text).toContain('says Ada: “reads &#60;well&#62;”');
  });

  it('ran no command, so that nothing is said of a sandbox that held it', () => {
    const shown = judged();
    expect(page(shown)).toContain('no command was run');
    expect(markdown(shown)).toContain('| no command |');
    expect(shown.sandbox).not.toContain('unused');
  });
});
