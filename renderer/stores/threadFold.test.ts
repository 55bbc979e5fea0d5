import { describe, expect, it } from 'vitest';
import { fold } from '../../shared/thread/evolve';
import { createFakeWire, pushed, recordedThread } from '../../test/fakes/fakeBridgeWire';
import { call, SimulatedThread } from '../../test/fakes/simulatedThread';
import { followThread } from './threadFold';

/** A thread followed over a wire whose answers the test gives; `drawn` counts what listeners were told. */
function follow() {
  const fake = createFakeWire();
  const recorded = recordedThread();
  const followed = followThread('th', fake.wire, (publish) => publish());
  let drawn = 0;
  followed.subscribe(() => {
    drawn += 1;
  });
  const opened = (seq: number) => {
    const events = recorded.events.slice(0, seq);
    return { state: fold('th', undefined, events), seq, events };
  };
  const event = (seq: number) => pushed('th', recorded.events[seq - 1]);
  return { ...fake, ...recorded, followed, opened, event, drawn: () => drawn };
}

/** A goal that was worked on for long, got stuck, and of whose thread a hundred events came since. */
function longBlocked() {
  const thread = new SimulatedThread().activate();
  const say = (n: number) => thread.submit({ type: 'input.queue', text: `note ${n}` });
  for (let n = 0; n < 2_500; n += 1) say(n);
  const needs = [{ id: 'key', kind: 'text', question: 'Which key?' }];
  const dossier = { attempts: ['a stub'], evidence: [], blocker: 'no account', needs };
  thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: '', dossier })] });
  thread.run();
  for (let n = 0; n < 200; n += 1) say(n);
  return { state: thread.now, events: thread.events };
}

const seqs = (events: readonly { readonly seq: number }[]) => events.map((event) => event.seq);

describe('following a thread', () => {
  it('begins with the snapshot and folds what is pushed', async () => {
    const { calls, followed, opened, event, push, last, state } = follow();
    expect(followed.get()).toEqual({ status: 'loading' });
    await calls[0]?.reply(opened(last - 1));
    push(event(last));
    expect(followed.get()).toMatchObject({ status: 'open', seq: last, state });
    expect(calls.map((call) => call.method)).toEqual(['thread/open']);
  });

  it('keeps events that come while the snapshot is on its way', async () => {
    const { calls, followed, opened, event, push, last, state } = follow();
    push(event(last - 1));
    push(event(last));
    await calls[0]?.reply(opened(last - 2));
    expect(followed.get()).toMatchObject({ status: 'open', seq: last, state });
  });

  it('drops an event that it has already', async () => {
    const { calls, followed, opened, event, push, last, drawn } = follow();
    await calls[0]?.reply(opened(last));
    const before = drawn();
    push(event(last));
    push(event(2));
    const now = followed.get();
    expect(now.status === 'open' && seqs(now.events)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(drawn()).toBe(before);
  });

  it('asks for what a gap leaves out, and folds in order', async () => {
    const { calls, followed, opened, event, events, push, last, state } = follow();
    await calls[0]?.reply(opened(last - 3));
    push(event(last));
    expect(followed.get()).toMatchObject({ seq: last - 3 });
    expect(calls[1]).toMatchObject({ method: 'thread/events', params: { thread: 'th', after: last - 3 } });
    await calls[1]?.reply(events.slice(last - 3));
    expect(followed.get()).toMatchObject({ status: 'open', seq: last, state });
  });

  it('puts events that come out of order into order without asking twice', async () => {
    const { calls, followed, opened, event, push, last, state } = follow();
    await calls[0]?.reply(opened(last - 3));
    push(event(last));
    push(event(last - 1));
    push(event(last - 2));
    expect(followed.get()).toMatchObject({ status: 'open', seq: last, state });
    await calls[1]?.reply([]);
    expect(calls).toHaveLength(2);
    expect(followed.get()).toMatchObject({ seq: last });
  });

  it('opens anew when the log has nothing for the gap', async () => {
    const { calls, followed, opened, event, push, last } = follow();
    await calls[0]?.reply(opened(last - 3));
    push(event(last));
    await calls[1]?.reply([]);
    expect(calls[2]).toMatchObject({ method: 'thread/open' });
    await calls[2]?.reply(opened(last));
    expect(followed.get()).toMatchObject({ status: 'open', seq: last });
  });

  it('opens anew when the missing events are refused', async () => {
    const { calls, followed, opened, event, push, last } = follow();
    await calls[0]?.reply(opened(last - 3));
    push(event(last));
    await calls[1]?.refuse('gone');
    await calls[2]?.refuse('The thread does not read.');
    expect(followed.get()).toEqual({ status: 'failed', message: 'The thread does not read.' });
  });

  it('reads again after a failure when it is asked to', async () => {
    const { calls, followed, opened, last } = follow();
    await calls[0]?.refuse('no');
    followed.reload();
    expect(followed.get()).toEqual({ status: 'loading' });
    await calls[1]?.reply(opened(last));
    expect(followed.get()).toMatchObject({ status: 'open', seq: last });
  });

  it('shows the last events first, and reads back to the first ones while it goes on', async () => {
    const { calls, followed, events, event, push, last, state } = follow();
    followed.readWhole();
    const first = events.slice(0, last - 1);
    await calls[0]?.reply({ state: fold('th', undefined, first), seq: last - 1, events: first.slice(4) });
    const shown = () => {
      const now = followed.get();
      return now.status === 'open' ? seqs(now.events) : [];
    };
    expect(shown()[0]).toBe(5);
    expect(calls[1]).toMatchObject({ method: 'thread/events', params: { thread: 'th', after: 0, before: 5 } });
    push(event(last));
    await calls[1]?.reply(events.slice(0, 4));
    expect(shown()).toEqual(seqs(events));
    expect(followed.get()).toMatchObject({ seq: last, state });
    expect(calls).toHaveLength(2);
  });

  it('reads nothing back where what waits was said lately, until somebody wants all of it', async () => {
    const { calls, followed, opened, events, last } = follow();
    await calls[0]?.reply({ ...opened(last), events: events.slice(4) });
    expect(calls).toHaveLength(1);
    followed.readWhole();
    followed.readWhole();
    await calls[1]?.reply(events.slice(0, 4));
    const now = followed.get();
    expect([calls.length, now.status === 'open' && seqs(now.events)]).toEqual([2, seqs(events)]);
  });

  it('reads back as far as what a blocked goal said, and goes on from there for who wants all of it', async () => {
    const fake = createFakeWire();
    const { state, events } = longBlocked();
    const followed = followThread('th', fake.wire, (publish) => publish());
    const first = () => {
      const now = followed.get();
      return now.status === 'open' ? now.events[0]?.seq : undefined;
    };
    await fake.calls[0]?.reply({ state, seq: events.length, events: events.slice(-100) });
    expect(fake.calls[1]).toMatchObject({ method: 'thread/events', params: { before: events.length - 99 } });
    const asked = fake.calls[1]?.params as { readonly after: number; readonly before: number } | undefined;
    const { after = 0, before = 0 } = asked ?? {};
    await fake.calls[1]?.reply(events.slice(after, before - 1));
    expect([fake.calls.length, first()]).toEqual([2, after + 1]);
    followed.readWhole();
    expect(fake.calls[2]).toMatchObject({ params: { before: after + 1 } });
    await fake.calls[2]?.reply(events.slice(0, after));
    expect([fake.calls.length, first()]).toEqual([3, 1]);
  });

  it('says so when what came before does not read, and does not show a log with a hole', async () => {
    const { calls, followed, opened, events, last } = follow();
    followed.readWhole();
    await calls[0]?.reply({ ...opened(last), events: events.slice(4) });
    await calls[1]?.reply(events.slice(0, 3));
    expect(followed.get()).toMatchObject({ status: 'failed', message: expect.stringContaining('events 1 to 4') });
  });

  it('does not listen to another thread, nor after it is put away', async () => {
    const { calls, followed, opened, events, push, last, listening, drawn } = follow();
    await calls[0]?.reply(opened(last - 1));
    push(pushed('other', events[last - 1]));
    expect(followed.get()).toMatchObject({ seq: last - 1 });
    const before = drawn();
    followed.dispose();
    push(pushed('th', events[last - 1]));
    expect([listening(), drawn() - before]).toEqual([0, 0]);
  });
});
