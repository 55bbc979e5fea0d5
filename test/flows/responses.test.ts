import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryAt, type TestRepository, userState } from '../../electron/git/testRepository';
import { checkoutScript } from '../../electron/sample/checkoutScript';
import { writeSample } from '../../electron/sample/writeSample';
import type { Usage } from '../../shared/budget/usage';
import type { Evidence } from '../../shared/evidence/record';
import { GOAL_TOOLS } from '../../shared/tools/arguments';
import { replyFromScript } from '../fakes/replyFromScript';
import { messageText, ResponsesBody } from '../fakes/requestRules';
import { type RecordedRequest, type ResponsesServer, startResponsesServer } from '../fakes/responsesServer';
import { type Ended, type FlowPlace, flowPlace, type Line, linesOf } from './support';

// The sample's own contract once more, through the `openai` package; it takes as long as the demo.
const RUN_MS = 120_000;

const KEY = 'sk-flow-0123456789abcdef';

let place: FlowPlace;
let server: ResponsesServer;
let sample: TestRepository;
let before: Readonly<Record<string, string>>;
let ended: Ended;
let lines: readonly Line[];
let bodies: readonly ResponsesBody[];

beforeAll(async () => {
  place = flowPlace();
  server = await startResponsesServer({ keys: [KEY], models: ['gpt-flow'], reply: (request, index) => billed(request, index) });
  sample = await busyRepository(place);
  before = userState(sample);
  const contract = join(sample.root, 'goal.md');
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl };
  ended = await place.run(['run', contract, '--workspace', sample.root, '--model', 'gpt-flow', '--in-place', '--json'], env);
  lines = linesOf(ended.stdout);
  bodies = server.requests.map((request) => ResponsesBody.parse(request.body));
}, RUN_MS);
afterAll(async () => {
  await server.close();
  place.dispose();
});

/** The scripted agent's answer with a bill whose parts differ from request to request. */
function billed(request: RecordedRequest, index: number) {
  return { ...replyFromScript(checkoutScript)(request), usage: billOf(index) };
}

const billOf = (index: number) => ({
  input: 1_000 + 100 * index,
  cached: index === 0 ? 0 : 900 + 90 * index,
  output: 50 + index,
});

/** The sample as somebody's repository in mid-work: staged, unstaged and untracked changes, a second branch, a tag and a stash. */
async function busyRepository(at: FlowPlace): Promise<TestRepository> {
  const written = await writeSample({ from: join(import.meta.dirname, '../../sample/checkout'), to: join(at.root, 'checkout') });
  if (!written.ok) throw new Error(written.error.message);
  const repository = repositoryAt(written.value.workspace, at.root);
  repository.write('README.md', 'stashed\n');
  repository.git('stash');
  repository.git('branch', 'other');
  repository.git('tag', 'v1');
  repository.write('NOTES.md', 'staged\n');
  repository.git('add', 'NOTES.md');
  repository.write('NOTES.md', 'staged, then changed\n');
  repository.write('scratch.txt', 'untracked\n');
  return repository;
}

const of = (type: string) => lines.filter((line) => line.type === type);
const result = () => lines.at(-1) as Line & { readonly usage: Usage; readonly evidence: readonly Evidence[] };

describe('goalpost run through the Responses API', () => {
  it('completes as the demo does', () => {
    expect({ ...ended, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const turning = lines.filter((line) => /^(gate\.|goal\.completed)/.test(line.type)).map((line) => line.type);
    expect(turning).toEqual(['gate.refused', 'gate.refused', 'gate.opened', 'goal.completed']);
    expect(of('gate.refused').map((line) => (line.reasons as { check: string }[]).map((reason) => reason.check))).toEqual([
      ['p95'],
      ['correctness'],
    ]);
    expect(result()).toMatchObject({ status: 'complete', reason: 'evidence_complete' });
    expect(result().evidence.find((record) => record.check === 'p95')?.metric?.value).toBeLessThan(120);
  });

  it('asks nothing that the real API would refuse, over a connection that is kept', () => {
    expect(server.requests.map((request) => request.refused)).toEqual(bodies.map(() => undefined));
    expect(server.requests.length).toBe(of('request.started').length);
    expect(server.connections()).toBeLessThan(server.requests.length);
  });

  it('sends the model, every tool that a goal without research has, and asks to carry reasoning without storing anything', () => {
    const tools = GOAL_TOOLS.filter((name) => name !== 'record_claim');
    expect(tools).toContain('update_goal');
    for (const body of bodies) {
      expect(body).toMatchObject({ model: 'gpt-flow', store: false, stream: true, include: ['reasoning.encrypted_content'] });
      expect(body.tools?.map((tool) => tool.name)).toEqual(tools);
    }
  });

  it('carries each answer’s reasoning into the next request, in its place', () => {
    const carried = bodies.at(-1)?.input.flatMap((item) => (item.type === 'reasoning' ? [item.encrypted_content] : []));
    expect(carried).toHaveLength(bodies.length - 1);
    expect(carried?.[0]).toBe('encrypted:look-1');
  });

  it('adds to the conversation and never rewrites it, so that the server’s cache can serve it', () => {
    for (const [index, body] of bodies.entries()) {
      const earlier = bodies[index - 1];
      if (earlier) expect(body.input.slice(0, earlier.input.length)).toEqual(earlier.input);
      expect(body.instructions).toBe(bodies[0]?.instructions);
    }
  });

  it('restates the contract as data at the start of every turn, with what the evidence says by then', () => {
    const opening = prompts(bodies.at(-1));
    expect(opening).toHaveLength(of('turn.started').length);
    for (const prompt of opening) {
      expect(prompt).toMatch(
        /<goal_contract revision="1">\n[\s\S]*\| Reduce p95 checkout latency below 120 ms\.\n[\s\S]*<\/goal_contract>/,
      );
      expect(prompt).toContain('node bench/checkout.bench.js');
      expect(prompt).toContain('The correctness suite stays green.');
      expect(prompt).toContain('next best experiment');
    }
    expect(opening[0]).toContain(standing('e2', 'baseline'));
    expect(opening[1]).toContain(standing('e4', 'gate'));
    expect(bodies[0]?.instructions).not.toContain('p95');
  });

  it('tells the refusal with the failing check’s output as the answer to the claim', () => {
    expect(outputOf('overlap-lookups-claim-1')).toMatch(
      /The claim is refused[\s\S]*p95: median of 5 runs [\s\S]*^ {4}p95_ms=\d{3}/m,
    );
    expect(outputOf('pay-early-claim-1')).toMatch(/The claim is refused[\s\S]*correctness[\s\S]*out of stock/);
  });

  it('counts every response once, and cached tokens apart', () => {
    const bills = bodies.map((_, index) => billOf(index));
    const sum = (part: 'input' | 'cached' | 'output') => bills.reduce((total, bill) => total + bill[part], 0);
    const [input, cached, output] = [sum('input'), sum('cached'), sum('output')];
    const spent = { input, cached, output, charged: input - cached + output, usd: null, turns: 3, requests: bodies.length };
    expect(result().usage).toMatchObject(spent);
    expect(of('usage.charged').map((line) => line.tokens)).toEqual(bills);
  });

  it('leaves everything of the user’s in git as it was, byte for byte', () => {
    const { status: statusBefore, ...filesBefore } = before;
    const { status, ...files } = userState(sample);
    expect(files).toEqual(filesBefore);
    expect(statusBefore).toBe('AM NOTES.md\n?? scratch.txt\n');
    expect(status).toBe('AM NOTES.md\n M src/checkout.js\n?? scratch.txt\n?? test/overlap.test.js\n');
    expect(sample.read('NOTES.md')).toBe('staged, then changed\n');
  });

  it('keeps the key to itself: not on the screen, in the data folder, or in the workspace', () => {
    expect(ended.stdout).not.toContain(KEY);
    const kept = [place.data, sample.root].flatMap((folder) => filesWith(folder, KEY));
    expect(kept).toEqual([]);
  });
});

/** How a prompt tells of one failed benchmark. */
function standing(id: string, purpose: string): string {
  const found = of('evidence.recorded')
    .map((line) => line.evidence as Evidence)
    .find((record) => record.id === id);
  return `- p95: fail ${found?.metric?.value} ms (target < 120) [evidence ${id}, ${purpose}]`;
}

const prompts = (body: ResponsesBody | undefined) =>
  (body?.input ?? []).flatMap((item) => (item.type === 'message' && item.role === 'user' ? [messageText(item)] : []));

function outputOf(call: string): string | undefined {
  const items = bodies.at(-1)?.input ?? [];
  return items.flatMap((item) => (item.type === 'function_call_output' && item.call_id === call ? [item.output] : []))[0];
}

function filesWith(folder: string, text: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((file) => readFileSync(file).includes(text));
}
