import { describe, expect, it } from 'vitest';
import { bodyOf, claim, eventsOf, GOAL, goalFixture, promptOf, say, shell, WRITE_DONE } from './goalFixture';

describe('goalpost wrap-up', () => {
  it('has the agent say how it stands, without tools, and pauses the goal, which can be resumed', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell('echo half >> src/app.txt')], [say('Half of it is done.')]);
    const killed = await fixture.runUntilKilled('tool.finished', GOAL);
    const id = (JSON.parse(killed.stdout.split('\n')[0] ?? '{}') as { readonly thread?: string }).thread ?? '';
    const asked = fixture.server.requests.length;
    // Whether the second answer was asked for before the kill is chance; where it was, the wrap-up needs one of its own.
    if (asked > 1) fixture.answers([say('Half is done; write the line next.')]);
    const wrapped = await fixture.goalpost('wrap-up', id);
    const again = await fixture.goalpost('wrap-up', id);
    const body = bodyOf(fixture, asked);
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const resumed = await fixture.goalpost('resume', id);

    expect(wrapped.result?.status).toBe('paused');
    expect(eventsOf(wrapped, 'goal.paused')).toEqual([{ by: 'user', reason: 'wrapped_up' }]);
    expect(eventsOf(wrapped, 'turn.started').map(({ kind, reason }) => [kind, reason])).toEqual([['wrap_up', 'wrap_up_asked']]);
    expect([body.tools ?? [], promptOf(body).includes('The user asked you to wrap up.')]).toEqual([[], true]);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('The goal is paused; there is nothing to wrap up.')]);
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
  });
});
