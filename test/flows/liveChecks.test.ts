import { describe, expect, it } from 'vitest';
import { answersOf, call, claim, eventsOf, goalFixture, holdsLine, shell, WRITE_DONE } from './goalFixture';

const PORT = 8300;

const SERVE = `exec node -e 'require("http").createServer((q,r)=>r.end("served")).listen(${PORT},"127.0.0.1")'`;

/** Until the server answers, since nobody says when it listens. */
const REACH = `until node -e 'fetch("http://127.0.0.1:${PORT}/").then(r=>r.text()).then(console.log,()=>process.exit(1))'; do sleep 0.05; done`;

const asks = (expected: string) =>
  `node -e 'fetch("http://127.0.0.1:${PORT}/").then(r=>r.text(),e=>e.cause.code).then(said=>process.exit(said==="${expected}"?0:1))'`;

describe('a server that the agent leaves running', () => {
  it('is reached by its next command and by a check that says live, and by no other check', async () => {
    const fixture = await goalFixture();
    fixture.answers([call('shell', { command: SERVE, background: true }), shell(REACH, 'reach')], [shell(WRITE_DONE), claim()]);
    const ended = await fixture.run({
      outcome: 'the server serves',
      verification: [{ id: 'serves', kind: 'command', run: asks('served'), live: true }, holdsLine('says-done', 'done')],
      constraints: [{ text: 'Alone.', check: { id: 'alone', kind: 'command', run: asks('ECONNREFUSED') } }],
    });

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(answersOf(ended).reach?.output).toContain('served');
    const evidence = eventsOf(ended, 'evidence.recorded').map((event) => event.evidence);
    const of = (check: string) =>
      evidence.filter((one) => one.check === check).map(({ live, verdict }) => [live, verdict.verdict]);
    expect([of('alone'), of('serves'), of('says-done')]).toEqual([
      [
        [undefined, 'pass'],
        [undefined, 'pass'],
      ],
      [
        [true, 'fail'],
        [true, 'pass'],
      ],
      [
        [undefined, 'fail'],
        [undefined, 'pass'],
      ],
    ]);
  });
});
