import { nextMove, type Script } from '../../../electron/providers/scripted';
import { Contract } from '../../../shared/goal/contract';
import type { ModelEvent, ModelRequest, ProviderError, TranscriptItem } from '../../../shared/provider/model';
import type { LifePlace } from './lifePlace';

/** How long the agent waits, in the life's own time: nobody sits it out. */
const WAIT_MS = 600_000;

const DOSSIER = {
  attempts: ['looked'],
  evidence: [],
  blocker: 'two answers would do',
  needs: [{ id: 'which', kind: 'text', question: 'Which answer?' }],
};

const shell = (command: string, more: Record<string, unknown> = {}) => ({ name: 'shell', arguments: { command, ...more } });
const claim = { name: 'update_goal', arguments: { status: 'complete', summary: 'The answer stands.' } };

/** A life with everything in it that a restart could spoil; the double of a shell knows `write PATH TEXT` and `serve`. */
const LIFE: Script = {
  name: 'life',
  label: 'a test',
  steps: [
    { id: 'survey', say: 'I look round.', calls: [{ name: 'read_file', arguments: { path: 'answer.txt' } }] },
    { id: 'plan', say: 'It takes the right answer.', calls: [] },
    {
      id: 'look',
      say: 'I look.',
      calls: [
        { name: 'read_file', arguments: { path: 'answer.txt' } },
        { name: 'search', arguments: { pattern: 'rule' } },
        { name: 'get_goal', arguments: {} },
      ],
    },
    { id: 'try', say: 'A first try.', calls: [shell('write answer.txt 7'), { name: 'run_check', arguments: { id: 'answer' } }] },
    { id: 'serve', say: 'A server.', calls: [shell('serve', { background: true })] },
    { id: 'wait', say: 'It needs a while.', calls: [{ name: 'wait', arguments: { for: 'time', ms: WAIT_MS } }] },
    { id: 'early', say: 'Done, I think.', calls: [claim] },
    { id: 'think', say: 'Let me think.', calls: [] },
    { id: 'bend', say: 'The rule could be changed.', calls: [shell('write test/rule.txt bent'), claim] },
    {
      id: 'ask',
      say: 'I am stuck.',
      calls: [{ name: 'update_goal', arguments: { status: 'blocked', summary: 's', dossier: DOSSIER } }],
    },
    { id: 'mend', say: 'Now it is right.', calls: [shell('write answer.txt 42')] },
    {
      id: 'record',
      say: 'Noted.',
      calls: [
        { name: 'record_iteration', arguments: { changed: 'answer.txt', evidence: 'none yet', next: 'claim' } },
        { name: 'update_plan', arguments: { steps: [{ step: 'claim', status: 'in_progress' }] } },
      ],
    },
    { id: 'watch', say: 'It should be there.', calls: [{ name: 'wait', arguments: { for: 'file', path: 'answer.txt' } }] },
    {
      id: 'permit',
      say: 'It must go where I may not write.',
      calls: [
        {
          name: 'request_permission',
          arguments: { why: 'the copy', command: 'write copy.txt 42', hosts: ['registry.example.com'] },
        },
      ],
    },
    { id: 'prove', say: 'I check it first.', calls: [{ name: 'run_check', arguments: { id: 'answer' } }] },
    { id: 'claim', say: 'Done.', calls: [claim] },
    { id: 'again', say: 'Still done.', calls: [claim] },
  ],
};

export const LIFE_CONTRACT = Contract.parse({
  goalpost: 1,
  outcome: 'answer.txt holds 42',
  verification: [{ id: 'answer', kind: 'command', run: 'grep -qx 42 answer.txt' }],
  constraints: [{ text: 'the rule stands', check: { id: 'rule', kind: 'command', run: 'grep -qx rule test/rule.txt' } }],
  boundaries: { write: ['.'] },
  protect: ['test/'],
  budget: { turns: 2 },
  accept: 'user',
});

/** The provider renews the quota later than any restart of a killed app. */
const QUOTA_MS = 3 * 3_600_000;

/** The first answer to each of these steps is a fault; the world remembers which have been. */
const FAULTS: Readonly<Record<string, (now: number) => ProviderError>> = {
  try: () => ({ kind: 'server', message: 'The server said 503.' }),
  serve: () => ({ kind: 'cut', message: 'The stream was cut.' }),
  early: (now) => ({ kind: 'quota', message: 'The quota is used up.', resetAt: now + QUOTA_MS }),
  mend: () => ({ kind: 'rate_limited', message: 'The server asks to wait.', retryAfterMs: 90_000 }),
};

/** What the agent knows after a compaction: where it is. Only the mending says so much that one is due. */
const HAND_OVER = 'The answer is mended. Left: to record it, and to claim.';

const AFTER_HAND_OVER: Script = { ...LIFE, steps: LIFE.steps.slice(LIFE.steps.findIndex(({ id }) => id === 'record')) };

const USAGE = { input: 100, cached: 60, output: 10 };

/** The model's server: it is not killed with the app, so its memory is the world's. */
export async function* answerOf(place: LifePlace, request: ModelRequest, now: number): AsyncGenerator<ModelEvent> {
  const handedOver = request.items.some((item) => item.type === 'message' && item.text.includes(HAND_OVER));
  const move = nextMove(handedOver ? AFTER_HAND_OVER : LIFE, request.items, { wrapUp: request.tools.length === 0 });
  const step = move.calls[0]?.call.split('-')[0] ?? '';
  const fault = FAULTS[step];
  if (fault && !place.deeds().includes(`fault ${step}`)) {
    place.note(`fault ${step}`);
    yield { type: 'failed', error: fault(now) };
    return;
  }
  const words: TranscriptItem = { type: 'message', role: 'assistant', text: move.say };
  const calls = move.calls.map((call): TranscriptItem => ({ type: 'tool_call', ...call }));
  yield { type: 'done', items: [words, ...calls], usage: USAGE };
}

/** The same server, asked for a summary. */
export async function* summaryOf(): AsyncGenerator<ModelEvent> {
  yield { type: 'done', items: [{ type: 'message', role: 'assistant', text: HAND_OVER }], usage: USAGE };
}
