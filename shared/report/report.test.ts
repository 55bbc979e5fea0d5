import { describe, expect, it } from 'vitest';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import { type EventData, type EventType, event, type RecordedEvent } from '../thread/events';
import { GoalRecord } from './goalRecord';
import { pagesOf } from './html/page';
import { markdownReport } from './markdown';
import { withUnit } from './plainText';
import { type BundleContent, type Report, reportOf } from './report';

const SHA = 'a'.repeat(64);
const CONTENT: BundleContent = {
  views: new Map(),
  absent: [{ what: 'the diff since the start', reason: 'its workspace is not there any more' }],
  redactions: [],
  lookedFor: 'no known value',
  recordDigest: SHA,
  exportedAt: 0,
  app: '1',
  sinceStart: null,
  changed: [],
};

/** The report of an activated goal to which these facts have come. */
function report(...more: readonly { readonly [T in EventType]: readonly [T, EventData<T>] }[EventType][]): Report {
  const record = new GoalRecord('a');
  const events: RecordedEvent[] = [...new SimulatedThread().activate().events];
  for (const [type, data] of more) {
    const seq = events.length + 1;
    events.push({ ...event(type, data as never), seq, at: seq * 1_000 } as RecordedEvent);
  }
  for (const one of events) record.tell(one);
  const { state } = record;
  if (!state?.goal) throw new Error('no goal');
  return reportOf(record, state, state.goal, CONTENT, () => []);
}

const page = (shown: Report) => [...pagesOf(shown, { text: '', cut: false })].join('');
const markdown = (shown: Report) => [...markdownReport(shown)].join('');

const CHANGE = {
  id: 'protected',
  kind: 'protected',
  text: 'The agent changed a protected file: test/a.sh.',
  options: ['accept', 'restore'],
  paths: ['test/a.sh'],
  diff: { sha256: SHA, bytes: 3 },
  excerpt: '',
} as const;

describe('the report of a goal', () => {
  it('tells what a person decided about a protected file, when, and that the gate was held for it', () => {
    const shown = report(
      ['gate.held', { verification: 'v9', checkpoint: 'c9', paths: ['test/a.sh'], protected: {} }],
      ['question.opened', { question: { ...CHANGE, options: [...CHANGE.options], paths: [...CHANGE.paths] } }],
      ['question.answered', { question: 'protected', by: 'user', answer: 'accept' }],
      ['protected.accepted', { by: 'user', paths: ['test/a.sh'], protected: {} }],
    );
    expect(shown.protectedDecisions.map(({ words }) => words)).toEqual([
      'Held the gate at c9: test/a.sh changed',
      'Accepted by a person: test/a.sh',
    ]);
    expect(shown.questions.at(-1)).toMatchObject({ question: { id: 'protected' }, answer: { by: 'user', text: 'accept' } });
    for (const text of [page(shown), markdown(shown)]) expect(text).toContain('Accepted by a person: test/a.sh');
    expect(page(shown)).toContain('<strong>accept</strong> <span class="quiet">by a person');
  });

  it('has every status with who set it, when and why, from the one fold', () => {
    const shown = report(
      ['goal.paused', { by: 'user', reason: 'paused' }],
      ['goal.resumed', { by: 'user', reason: 'resumed' }],
      ['goal.cleared', { by: 'user', reason: 'cleared' }],
    );
    expect(shown.history.map(({ status, by, reason }) => [status, by, reason])).toEqual([
      ['draft', 'user', 'drafted'],
      ['active', 'user', 'activated'],
      ['paused', 'user', 'paused'],
      ['active', 'user', 'resumed'],
      ['cleared', 'user', 'cleared'],
    ]);
    expect(shown.completion).toMatch(/^Not complete/);
  });

  it('tells completion by a person’s hand from completion by the gate', () => {
    const by = (actor: 'user' | 'app', evidence: string[]) =>
      report(['goal.completed', { by: actor, checkpoint: 'c9', evidence, summary: '' }]).completion;
    expect(by('app', ['e1', 'e2'])).toBe('Completed by the gate: 2 of 2 checks passed on the frozen tree of c9 (e1, e2).');
    expect(by('user', ['e1'])).toMatch(/^Completed by a person’s hand: 1 of 1 checks passed/);
    expect(by('user', [])).toBe('Completed by a person’s hand: no check proves it.');
  });

  it('gives a unit to what was measured alone', () => {
    expect([withUnit('135', 'ms'), withUnit('exit 1', 'ms'), withUnit('–', 'ms'), withUnit('3 met', '')]).toEqual([
      '135 ms',
      'exit 1',
      '–',
      '3 met',
    ]);
  });

  it('shows what a revision changed of the one before, who wrote it, and why where they said so', () => {
    const contract = report().goal.contract;
    const edited = { by: 'user', revision: 2, contract: { ...contract, iteration: 'One step.' } } as const;
    const shown = report(['goal.edited', { ...edited, why: 'large steps hid <what> helped' }]);
    expect(shown.revisions.map(({ revision, by, why }) => [revision, by, why])).toEqual([
      [1, 'user', null],
      [2, 'user', 'large steps hid <what> helped'],
    ]);
    expect(page(shown)).toContain('Why: “large steps hid &lt;what&gt; helped”');
    expect(page(report(['goal.edited', edited]))).not.toContain('Why: “');
    expect(page(shown)).toMatch(/<dt>iteration<\/dt><dd><span class="del">.*<\/span> → <span class="add">One step\.<\/span>/);
  });

  it('begins anew with a new goal, counts the one before it, and says where a diff is missing', () => {
    const contract = report().goal.contract;
    const shown = report(
      ['goal.cleared', { by: 'user', reason: 'cleared' }],
      ['goal.drafted', { by: 'user', contract, revision: 2 }],
    );
    expect([shown.formerGoals, shown.revisions.length, shown.history.map(({ status }) => status)]).toEqual([1, 1, ['draft']]);
    expect(page(shown)).toContain('1 earlier goal of this thread');
    expect(markdown(shown)).toContain('Not in the bundle: its workspace is not there any more.');
  });
});
