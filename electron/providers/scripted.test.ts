import { describe, expect, it } from 'vitest';
import type { TranscriptItem } from '../../shared/provider/model';
import { collect, joined, modelRequest } from '../../test/fakes/collect';
import { nextMove, type Script, scripted } from './scripted';

const script: Script = {
  name: 'demo',
  label: 'Scripted agent',
  steps: [
    {
      id: 'look',
      say: 'I look around, über alles.',
      calls: [
        { name: 'read_file', arguments: { path: 'a b.txt' } },
        { name: 'shell', arguments: { command: 'ls' } },
      ],
    },
    { id: 'report', say: 'This is what I saw.', calls: [] },
    { id: 'claim', say: '', calls: [{ name: 'update_goal', arguments: { status: 'complete', summary: 'Done' } }] },
  ],
};

const call = (id: string, name = 'shell'): TranscriptItem => ({ type: 'tool_call', call: id, name, arguments: '{}' });
const result = (id: string, output = 'ok'): TranscriptItem => ({ type: 'tool_result', call: id, output });
const said = (text: string): TranscriptItem => ({ type: 'message', role: 'assistant', text });
const looked = [call('look-1'), call('look-2'), result('look-1'), result('look-2')];
const move = (items: readonly TranscriptItem[], wrapUp = false) => nextMove(script, items, { wrapUp });
const calledNext = (items: readonly TranscriptItem[]) => move(items).calls.map((next) => next.call);

describe('scripted', () => {
  it('speaks a step in pieces and ends with its text and calls', async () => {
    const events = await collect(scripted(script));
    expect(joined(events, 'text_delta')).toBe('I look around, über alles.');
    expect(events.length).toBeGreaterThan(3);
    expect(events.at(-1)).toEqual({
      type: 'done',
      items: [
        said('I look around, über alles.'),
        { type: 'tool_call', call: 'look-1', name: 'read_file', arguments: '{"path":"a b.txt"}' },
        { type: 'tool_call', call: 'look-2', name: 'shell', arguments: '{"command":"ls"}' },
      ],
      usage: { input: 0, cached: 0, output: 0 },
    });
  });

  it('goes on where the conversation stands', () => {
    expect(move(looked)).toEqual({ say: 'This is what I saw.', calls: [] });
    expect(calledNext([...looked, said('This is what I saw.')])).toEqual(['claim-1']);
    expect(move([...looked, said('This is what I saw.'), call('claim-1'), result('claim-1')])).toEqual({
      say: 'The script "demo" is over, nothing is left to play.',
      calls: [],
    });
  });

  it('makes interrupted and unanswered calls again, and only those', () => {
    expect(calledNext([call('look-1'), call('look-2'), result('look-1')])).toEqual(['look-2-r2']);
    expect(calledNext([call('look-1'), call('look-2'), result('look-1', 'Interrupted: the app was stopped.')])).toEqual([
      'look-1-r2',
      'look-2-r2',
    ]);
    const twice = [
      ...looked.slice(0, 3),
      result('look-2', 'Interrupted: x'),
      call('look-2-r2'),
      result('look-2-r2', 'Interrupted: y'),
    ];
    expect(calledNext(twice)).toEqual(['look-2-r3']);
    expect(calledNext([...twice, call('look-2-r3'), result('look-2-r3')])).toEqual([]);
  });

  it('closes a wrap-up with one sentence and no call', async () => {
    const events = await collect(scripted(script), modelRequest({ tools: [], items: looked }));
    const text = 'The script "demo" stops before step 2 of 3, "report"; what was done so far stands in the working tree.';
    expect(events.at(-1)).toEqual({ type: 'done', items: [said(text)], usage: { input: 0, cached: 0, output: 0 } });
  });

  it('ends without an event when aborted', async () => {
    const abort = new AbortController();
    const events: string[] = [];
    for await (const event of scripted(script).stream(modelRequest(), abort.signal)) {
      events.push(event.type);
      abort.abort();
    }
    expect(events).toEqual(['text_delta']);
    expect(await collect(scripted(script), modelRequest(), abort.signal)).toEqual([]);
  });

  it('refuses a script whose place could not be read from a conversation', () => {
    const step = { id: 'a', say: 'Same.', calls: [] };
    const same = [step, { ...step, id: 'b' }];
    expect(() => scripted({ ...script, steps: same })).toThrow(/text must stand once/);
    expect(() => scripted({ ...script, steps: [step, { ...step, say: 'Other.' }] })).toThrow(/stands twice/);
  });
});

describe('a scripted reviewer', () => {
  const asked = (text: string) => ({
    ...modelRequest({ items: [{ type: 'message', role: 'user', text }] }),
    tools: [{ name: 'report_review', description: '', parameters: {} }],
  });
  const text = [
    ...['The rubric:', '1.', '  | good', '2.', '  | whole', '- e1: the verification check means, baseline, fail; old'],
    ...['- e4: the verification check means, gate, pass; now', 'Diff since the start of the goal, cited as c7:', '| 3.'],
  ].join('\n');

  it('cites the latest record of a check and the diff, by the ids in the request, and cannot tell what it has no answer to', async () => {
    const review = [{ answer: 'met' as const, cites: ['means', 'diff', 'nothing'], why: 'so' }];
    const [done] = await collect(scripted({ ...script, review }), asked(text));
    const [call] = done?.type === 'done' ? done.items : [];
    expect(call?.type === 'tool_call' && JSON.parse(call.arguments)).toEqual({
      criteria: [
        { n: 1, answer: 'met', why: 'so', evidence: ['e4', 'c7'] },
        { n: 2, answer: 'cannot tell', why: 'The scripted agent judges nothing.', evidence: [] },
      ],
    });
  });

  it('may be cited by a step: the last record of a check that passed', () => {
    const steps = [{ id: 'a', say: 'Now.', calls: [{ name: 'record_claim', arguments: { evidence: ['{evidence:means}'] } }] }];
    const told: TranscriptItem[] = [
      result('x', 'means passes (1 %, target <= 1) [evidence e6]\n    noise'),
      result('y', 'means fail: no [evidence e7]'),
    ];
    expect(nextMove({ ...script, steps }, told, { wrapUp: false }).calls[0]?.arguments).toBe('{"evidence":["e6"]}');
  });
});
