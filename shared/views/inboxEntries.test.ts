import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { PASS } from '../../test/fakes/simulatedWork';
import { inboxEntries } from './inboxEntries';
import { inboxRows } from './inboxRows';

const entriesOf = (...threads: readonly SimulatedThread[]) =>
  inboxEntries(threads.flatMap((thread) => inboxRows(thread.now, thread.events)));

function asking(): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies.push({
    items: [
      call('request_permission', { why: 'it downloads', command: 'npm install left-pad', hosts: ['registry.example.com:443'] }),
    ],
  });
  return thread.run();
}

describe('the inbox of the command line', () => {
  it('tells a permission with command, reason, what it would allow, what always means, and a line for each answer', () => {
    expect(entriesOf(asking())).toMatchObject([
      {
        kind: 'permission',
        need: 'permission-1',
        command: 'npm install left-pad',
        why: 'it downloads',
        allows: ['connect to registry.example.com, port 443, and send it anything that can be read'],
        facts: [expect.stringMatching(/^always: Commands that begin with npm install, whatever arguments follow/)],
        answers: [
          'goalpost answer th --need permission-1 --text once',
          'goalpost answer th --need permission-1 --text goal',
          'goalpost answer th --need permission-1 --text always',
          "goalpost answer th --need permission-1 --text 'no: NOTE'",
        ],
      },
    ]);
  });

  it('has a row for each need that is open, and only resuming once all are answered', () => {
    const needs = [
      { id: 'key name', kind: 'text', question: 'Which key?' },
      { id: 'days', kind: 'choice', question: 'How long?', options: ["a month's", '30'] },
    ];
    const dossier = { attempts: ['stub'], evidence: [], blocker: 'no account', needs };
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: '', dossier })] });
    thread.run();
    expect(entriesOf(thread).map(({ need, answers }) => [need, answers])).toEqual([
      ['key name', ["goalpost answer th --need 'key name' --text TEXT"]],
      ['days', ["goalpost answer th --need days --text 'a month'\\''s'", 'goalpost answer th --need days --text 30']],
    ]);
    thread.submit({ type: 'question.answer', question: 'key name', answer: 'k' });
    thread.submit({ type: 'question.answer', question: 'days', answer: '30' });
    expect(entriesOf(thread).map(({ need, answers }) => [need, answers])).toEqual([[null, ['goalpost resume th']]]);
  });

  it('has what holds a turn first, and last what only waits for a provider', () => {
    const quota = new SimulatedThread().activate();
    quota.world.replies.push({ error: { kind: 'quota', message: 'Quota is used up.', resetAt: 5_000 } });
    quota.at += 9_000;
    const accepted = new SimulatedThread({ verdict: () => PASS }).activate(testContract({ accept: 'user' }));
    accepted.at += 500;
    accepted.world.replies.push({ items: [claim('p95 is 104 ms')] });
    expect(entriesOf(quota.run(), asking(), accepted.run()).map(({ kind }) => kind)).toEqual([
      'permission',
      'acceptance',
      'usage',
    ]);
  });
});
