import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Command } from '../../shared/thread/commands';
import { call, SimulatedThread } from '../../test/fakes/simulatedThread';
import { withFiles } from './fileAnswers';

const NOBODY = 65_534;

// Root may read everything, and `access` asks for the real user, which cannot be taken back: so the process of this file, which is its
// own, is nobody in particular.
if (process.getuid?.() === 0) process.setuid?.(NOBODY);

function asking() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost fíles ')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'hidden'));
  writeFileSync(join(root, 'spec.md'), 'x');
  writeFileSync(join(root, 'hidden', 'spec.md'), 'x');
  const thread = new SimulatedThread().activate();
  const needs = [
    { id: 'spec', kind: 'file', question: 'Which?' },
    { id: 'name', kind: 'text', question: 'Name?' },
  ];
  const dossier = { attempts: ['looked'], evidence: [], blocker: 'b', needs };
  thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: 's', dossier })] });
  thread.run();
  const state = { ...thread.now, workspace: { ...thread.now.workspace, root } };
  const look = (order: Command) => withFiles(state, order, async () => [join(root, 'hidden')]);
  const answer = (text: string) => look({ type: 'question.answer', question: 'spec', answer: text });
  return { root, look, answer };
}

describe('an answer that is a file', () => {
  it('is taken by its whole path, from the workspace where it is relative', async () => {
    const { root, answer, look } = asking();
    const path = join(root, 'spec.md');
    expect(await answer(' spec.md ')).toMatchObject({ ok: true, value: { answer: path } });
    expect(await answer(path)).toMatchObject({ ok: true, value: { answer: path } });
    const both = [
      { need: 'name', answer: 'spec.md' },
      { need: 'spec', answer: 'spec.md' },
    ];
    expect(await look({ type: 'needs.answer', answers: both, resume: true })).toEqual({
      ok: true,
      value: { type: 'needs.answer', answers: [both[0], { need: 'spec', answer: path }], resume: true },
    });
  });

  it.each([
    ['none.md', /"spec" asks for a file\. There is no file .*none\.md\. Name one that is there\./],
    ['spec.md/x', /There is no file/],
    ['hidden', /is a folder\. Name a file in it\./],
    ['hidden/spec.md', /is hidden from the agent’s commands .* Copy it/],
  ])('is refused with what to do: %s', async (text, message) => {
    const { answer } = asking();
    expect(await answer(text)).toMatchObject({
      ok: false,
      error: { code: 'bad_answer', message: expect.stringMatching(message) },
    });
  });

  it('is refused where it cannot be read', async () => {
    const { root, answer } = asking();
    chmodSync(join(root, 'spec.md'), 0);
    expect(await answer('spec.md')).toMatchObject({ ok: false, error: { message: expect.stringContaining('cannot be read') } });
  });

  it('leaves other orders as they are', async () => {
    const { look } = asking();
    const order = { type: 'question.answer', question: 'name', answer: 'none.md' } as const;
    expect(await look(order)).toEqual({ ok: true, value: order });
  });
});
