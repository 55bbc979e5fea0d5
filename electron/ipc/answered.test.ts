import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { tempStore } from '../../test/rigs/tempStore';
import { answered } from './answered';
import type { CorePart } from './ipc';

/** A log, and the threads that lists tell of. */
function core(titles: Readonly<Record<string, string>>) {
  const store = tempStore();
  const listed = () => Object.entries(titles).map(([thread, title]) => ({ thread, listing: { row: { title, workspace: 'w' } } }));
  const write = (thread: string, events: readonly { readonly at: number; readonly type: string; readonly data: unknown }[]) =>
    store.append({ thread, after: store.head(thread), events: events.map(({ at, type, data }) => ({ at, type, data })) });
  return { write, part: { store, engine: { listed } } as unknown as CorePart };
}

const opened = (id: string, at: number) => ({
  at,
  type: 'question.opened',
  data: { question: { id, kind: 'need', text: `${id}?`, need: { id, kind: 'text', question: `${id}?` } } },
});
const said = (id: string, at: number, answer = 'yes') => ({
  at,
  type: 'question.answered',
  data: { question: id, by: 'user', answer },
});

function page(part: CorePart, after?: Parameters<typeof answered>[1]['after']) {
  const answer = answered(part, { after });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

describe('answers over all threads', () => {
  it('are told with their thread, what was asked and when, newest first', () => {
    const { part, write } = core({ a: 'p95 below 120 ms' });
    const thread = new SimulatedThread().activate(testContract());
    const ask = { why: 'it downloads', command: 'npm install x', hosts: ['registry.example.com:443'] };
    thread.world.replies.push({ items: [call('request_permission', ask)] });
    thread.run();
    const askedAt = thread.at;
    thread.submit({ type: 'question.answer', question: 'permission-1', answer: 'once' });
    write('a', thread.events);
    write('gone', [opened('day', 5), said('day', 7, 'the 3rd')]);
    expect(page(part)).toEqual({
      rows: [
        {
          thread: 'a',
          seq: thread.events.find(({ type }) => type === 'question.answered')?.seq,
          at: askedAt + 1,
          title: 'p95 below 120 ms',
          workspace: 'w',
          kind: 'permission',
          asked: '“npm install x” asks to connect to registry.example.com:443. Allow it?',
          askedAt,
          answer: 'Allowed once',
          note: '',
          name: null,
        },
        expect.objectContaining({ thread: 'gone', title: 'gone', workspace: '', asked: 'day?', askedAt: 5, note: 'the 3rd' }),
      ],
      total: 2,
      next: null,
    });
  });

  it('come in pages that follow one another without a gap', () => {
    const { part, write } = core({});
    write('a', Array.from({ length: 120 }, (_, n) => [opened(`q${n}`, n), said(`q${n}`, n)]).flat());
    const seen: string[] = [];
    let next: ReturnType<typeof page>['next'] | undefined;
    do {
      const one = page(part, next ?? undefined);
      expect(one.total).toBe(120);
      seen.push(...one.rows.map(({ asked }) => asked));
      next = one.next;
    } while (next);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `q${119 - n}?`));
  });

  it('find their question behind many others that were asked with it', () => {
    const { part, write } = core({});
    const ids = Array.from({ length: 60 }, (_, n) => `q${n}`);
    write('a', [...ids.map((id) => opened(id, 1)), said('q0', 2)]);
    expect(page(part).rows[0]).toMatchObject({ asked: 'q0?', askedAt: 1 });
  });

  it('pass over one that does not read, which its thread tells of', () => {
    const { part, write } = core({});
    write('a', [opened('q', 1), said('q', 2), { at: 3, type: 'question.answered', data: { by: 'nobody' } }]);
    expect(page(part).rows.map(({ asked }) => asked)).toEqual(['q?']);
  });
});
