import { describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../shared/provider/model';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import { mendedModel } from './mendedModel';

const OLD = { api: 'responses', model: 'old', baseUrl: 'http://127.0.0.1:1/v1' } as const;
const NEW = { api: 'responses', model: 'new' } as const;

function stoppedBy(kind: ProviderErrorKind) {
  const thread = new SimulatedThread().activate();
  thread.world.replies.push({ error: { kind, message: 'no' } });
  thread.run();
  return { ...thread.now, model: OLD };
}

describe('the model in Settings', () => {
  it('takes over where the thread’s own blocked the goal, once its person resumes', () => {
    expect(mendedModel(stoppedBy('bad_model'), { type: 'goal.resume' }, NEW)).toEqual([
      { type: 'model.choose', by: 'user', model: NEW },
    ]);
  });

  it('leaves a thread alone whose server was only busy, and what its model takes where only that is not said', () => {
    expect(mendedModel(stoppedBy('rate_limited'), { type: 'goal.resume' }, NEW)).toEqual([]);
    const told = { ...stoppedBy('context_full'), model: { ...NEW, contextTokens: 32_000 } };
    expect(mendedModel(told, { type: 'goal.resume' }, NEW)).toEqual([]);
    expect(mendedModel(told, { type: 'goal.resume' }, { ...NEW, contextTokens: 64_000 })).toHaveLength(1);
  });

  it('otherwise changes no thread that is there', () => {
    expect(mendedModel(stoppedBy('bad_model'), { type: 'goal.resume' }, OLD)).toEqual([]);
    expect(mendedModel(stoppedBy('bad_model'), { type: 'goal.resume' }, undefined)).toEqual([]);
    expect(mendedModel(stoppedBy('bad_model'), { type: 'goal.clear' }, NEW)).toEqual([]);
    expect(mendedModel(stoppedBy('quota'), { type: 'goal.resume' }, NEW)).toEqual([]);
  });
});
