import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutScript } from '../../electron/sample/checkoutScript';
import { writeSample } from '../../electron/sample/writeSample';
import type { Usage } from '../../shared/budget/usage';
import type { Evidence } from '../../shared/evidence/record';
import { GOAL_TOOLS } from '../../shared/tools/arguments';
import { chatReplyFromScript } from '../fakes/chatReplyFromScript';
import { ChatBody, type ChatMessage } from '../fakes/chatRules';
import { startChatServer } from '../fakes/chatServer';
import type { ModelServer } from '../fakes/modelServer';
import { type Ended, type FlowPlace, flowPlace, type Line, linesOf } from './support';

// The sample's own contract over Chat Completions, without a key, as a server on one's own machine is asked; it takes as long as the demo.
const RUN_MS = 120_000;

let place: FlowPlace;
let server: ModelServer;
let ended: Ended;
let lines: readonly Line[];
let bodies: readonly ChatBody[];

beforeAll(async () => {
  place = flowPlace();
  const play = chatReplyFromScript(checkoutScript);
  server = await startChatServer({
    models: ['qwen-flow'],
    reply: (request, index) => ({ ...play(request), usage: billOf(index) }),
  });
  const sample = await writeSample({
    from: join(import.meta.dirname, '../../sample/checkout'),
    to: join(place.root, 'checkout'),
  });
  if (!sample.ok) throw new Error(sample.error.message);
  const { workspace, contractFile } = sample.value;
  const args = ['run', contractFile, '--workspace', workspace, '--model', 'qwen-flow', '--api', 'chat', '--json'];
  ended = await place.run(args, { OPENAI_BASE_URL: server.baseUrl });
  lines = linesOf(ended.stdout);
  bodies = server.requests.map((request) => ChatBody.parse(request.body));
}, RUN_MS);
afterAll(async () => {
  await server.close();
  place.dispose();
});

const billOf = (index: number) => ({ input: 1_000 + 100 * index, cached: index === 0 ? 0 : 900, output: 50 + index });

const of = (type: string) => lines.filter((line) => line.type === type);
const result = () => lines.at(-1) as Line & { readonly usage: Usage; readonly evidence: readonly Evidence[] };

describe('goalpost run --api chat', () => {
  it('completes as the demo does', () => {
    expect({ ...ended, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const turning = lines.filter((line) => /^(gate\.|goal\.completed)/.test(line.type)).map((line) => line.type);
    expect(turning).toEqual(['gate.refused', 'gate.refused', 'gate.opened', 'goal.completed']);
    expect(result()).toMatchObject({ status: 'complete', reason: 'evidence_complete' });
    expect(result().evidence.find((record) => record.check === 'p95')?.metric?.value).toBeLessThan(120);
  });

  it('keeps with the thread how its server is asked', () => {
    const model = { api: 'chat', model: 'qwen-flow', baseUrl: server.baseUrl };
    expect(of('thread.opened')).toMatchObject([{ model }]);
  });

  it('asks nothing that the strictest server would refuse', () => {
    expect(server.requests.map((request) => request.refused)).toEqual(bodies.map(() => undefined));
    expect(server.requests.length).toBe(of('request.started').length);
  });

  it('sends the model, every tool that a goal without research has, and asks for the usage', () => {
    const tools = GOAL_TOOLS.filter((name) => name !== 'record_claim');
    for (const body of bodies) {
      expect(body).toMatchObject({ model: 'qwen-flow', stream: true, stream_options: { include_usage: true } });
      expect(body.tools?.map((tool) => tool.function.name)).toEqual(tools);
    }
  });

  it('adds to the conversation and never rewrites it, so that the server’s cache can serve it', () => {
    for (const [index, body] of bodies.entries()) {
      const earlier = bodies[index - 1]?.messages ?? [];
      expect(body.messages.slice(0, earlier.length)).toEqual(earlier);
    }
  });

  it('restates the contract as data at the start of every turn, and never as an instruction', () => {
    const [system, ...rest] = bodies.at(-1)?.messages ?? [];
    const prompts = rest.flatMap((message) => (message.role === 'user' ? [message.content] : []));
    expect(prompts).toHaveLength(of('turn.started').length);
    for (const prompt of prompts) expect(prompt).toMatch(/<goal_contract revision="1">[\s\S]*below 120 ms/);
    expect(system).toMatchObject({ role: 'system', content: expect.not.stringContaining('p95') });
  });

  it('tells the refusal with the failing check’s output as the answer to the claim', () => {
    expect(outputOf('overlap-lookups-claim-1')).toMatch(
      /The claim is refused[\s\S]*p95: median of 5 runs [\s\S]*^ {4}p95_ms=\d{3}/m,
    );
    expect(outputOf('pay-early-claim-1')).toMatch(/The claim is refused[\s\S]*correctness[\s\S]*out of stock/);
  });

  it('counts every response once, and cached tokens apart', () => {
    expect(of('usage.charged').map((line) => line.tokens)).toEqual(bodies.map((_, index) => billOf(index)));
    expect(result().usage).toMatchObject({ turns: 3, requests: bodies.length, usd: null });
  });
});

function outputOf(call: string): string | undefined {
  const isAnswer = (message: ChatMessage) => message.role === 'tool' && message.tool_call_id === call;
  return bodies.at(-1)?.messages.find(isAnswer)?.content;
}
