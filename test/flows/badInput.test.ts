import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repositoryAt, type TestRepository, userState } from '../../electron/git/testRepository';
import { findProgram } from '../../electron/sandbox/programs';
import { type Ended, type FlowPlace, flowPlace } from './support';
import { CHECK, contractFile, smallRepository } from './supportGoal';
import { threadsOf } from './supportLog';

let place: FlowPlace;
let repository: TestRepository;
let before: Readonly<Record<string, string>>;

beforeEach(() => {
  place = flowPlace();
  repository = smallRepository(place);
  before = userState(repository);
});
afterEach(() => place.dispose());

/** One sentence on stderr, nothing on stdout, no thread, and a workspace that nobody touched. */
function expectRefusal(ended: Ended, code: number, sentence: string | RegExp): void {
  const said = typeof sentence === 'string' ? `goalpost: ${sentence}\n` : expect.stringMatching(sentence);
  expect(ended).toEqual({ code, signal: null, stdout: '', stderr: said });
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(threadsOf(place)).toEqual([]);
  expect(userState(repository)).toEqual(before);
}

const run = (
  contract: string,
  workspace = repository.root,
  env: Readonly<Record<string, string>> = {},
  ...more: readonly string[]
) =>
  place.run(['run', contract, '--workspace', workspace, '--model', 'gpt-flow', ...more], {
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    ...env,
  });

describe('a context that no model could work in', () => {
  it('is refused with the least that could', async () => {
    const ended = await run(contractFile(place, CHECK), repository.root, {}, '--context-tokens', '4000');
    expectRefusal(ended, 64, /^goalpost: A context of fewer than 8,000 tokens leaves no room/);
  });
});

describe('a contract that cannot be used', () => {
  it('names the line of a typo, and the key that was meant', async () => {
    const file = join(place.root, 'typo.md');
    writeFileSync(file, '---\ngoalpost: 1\noutcome: done\nverificaton: []\n---\n');
    const sentence = `${file}:4:1: verificaton: unknown key "verificaton": did you mean "verification"?`;
    expectRefusal(await run(file), 64, sentence);
  });

  it('names the line of a bad value, and what could stand there', async () => {
    const file = join(place.root, 'value.md');
    writeFileSync(file, '---\ngoalpost: 1\noutcome: done\nbudget:\n  turns: many\n---\n');
    expectRefusal(await run(file), 64, /^goalpost: .*value\.md:5:10: budget\.turns: .*number/);
  });

  it('is not there', async () => {
    const sentence = 'There is no file nowhere.md. Check the path, also against the folder you are in.';
    expectRefusal(await run('nowhere.md'), 64, sentence);
  });
});

describe('a workspace that cannot be used', () => {
  it('is not under git', async () => {
    const folder = join(place.root, 'plain');
    mkdirSync(folder);
    const sentence = `${folder} is not under git. Run "git init" there, commit what is there, and try again.`;
    expectRefusal(await run(contractFile(place, CHECK), folder), 64, sentence);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has no commit yet', async () => {
    const empty = repositoryAt(join(place.root, 'empty'), place.root);
    mkdirSync(empty.root);
    empty.git('init', '-q');
    const sentence = `${empty.root} has no commit yet. Commit what is there (git add -A, git commit) and try again.`;
    expectRefusal(await run(contractFile(place, CHECK), empty.root), 64, sentence);
  });

  it('is not there', async () => {
    const sentence = 'There is no folder nowhere that can be opened. Check the path and its permissions.';
    expectRefusal(await run(contractFile(place, CHECK), 'nowhere'), 64, sentence);
  });
});

describe('a model that cannot be asked', () => {
  it('is not named', async () => {
    const ended = await place.run(['run', contractFile(place, CHECK), '--workspace', repository.root]);
    expectRefusal(ended, 64, 'No model is named. Pass --model NAME, or set OPENAI_MODEL.');
  });

  it('has a limit in money but no price', async () => {
    const ended = await run(contractFile(place, CHECK, { budget: { usd: 1 } }));
    const sentence = 'The contract limits US dollars, but gpt-flow has no price.';
    expectRefusal(ended, 64, `${sentence} Add it to prices.json in the data folder (Settings, Prices), or limit tokens instead.`);
  });

  it('has no key', async () => {
    const ended = await run(contractFile(place, CHECK), repository.root, { OPENAI_BASE_URL: '' });
    expectRefusal(ended, 5, /^goalpost: There is no key for the model server at api\.openai\.com\S*: set OPENAI_API_KEY, or /);
  });

  it('is to be asked over an API that is none', async () => {
    const usage = '`goalpost --help` shows how it is used.';
    const option = "option '--api <api>' argument 'soap' is invalid. Allowed choices are responses, chat.";
    const ended = await run(contractFile(place, CHECK), repository.root, {}, '--api', 'soap');
    expectRefusal(ended, 64, `${option} ${usage}`);
    const named = await run(contractFile(place, CHECK), repository.root, { GOALPOST_API: 'soap' });
    expectRefusal(named, 64, 'GOALPOST_API is "soap". Set it to responses or chat, or pass --api.');
  });

  it('has an address that is none', async () => {
    const ended = await run(contractFile(place, CHECK), repository.root, { OPENAI_BASE_URL: 'nonsense' });
    expectRefusal(ended, 5, /^goalpost: The model server's address is not a web address: set OPENAI_BASE_URL to one like /);
  });
});

describe('a machine without bubblewrap', () => {
  it('is told which command repairs it, and nothing is begun', async () => {
    const programs = ['git', 'socat', 'rg', 'setsid', 'stty', 'bash', 'env', 'apt-get'];
    const folder = join(place.root, 'bin');
    mkdirSync(folder);
    for (const name of programs) symlinkSync(findProgram(name) ?? `/absent/${name}`, join(folder, name));
    const ended = await run(contractFile(place, CHECK), repository.root, { PATH: folder });
    const last = ended.stderr.trimEnd().split('\n').at(-1);
    expect(ended).toMatchObject({ code: 5, stdout: '' });
    expect(last).toMatch(/^goalpost: The sandbox needs bwrap, not found in PATH\. Run: (sudo )?apt-get install -y bubblewrap$/);
    expect(threadsOf(place)).toEqual([]);
    expect(userState(repository)).toEqual(before);
    expect(readdirSync(place.data)).toEqual(['owner.lock']);
  });
});

describe('bad usage', () => {
  it.each([
    [['frob'], "unknown command 'frob'."],
    [['show'], "missing required argument 'thread'."],
    [['show', 'x', '--bogus'], "unknown option '--bogus'."],
    [['run', 'goal.md'], "required option '--workspace <dir>' not specified."],
    [['answer', 'x', '--need', 'y'], "required option '--text <text>' not specified."],
    [['demo', '--budget-turns', '3'], "unknown option '--budget-turns'."],
    [
      ['resume', 'x', '--budget-tokens', '-4'],
      "option '--budget-tokens <n>' argument '-4' is invalid. Write a whole number above 0, or none.",
    ],
  ])('%j', async (args, sentence) => {
    expectRefusal(await place.run(args), 64, `${sentence} \`goalpost --help\` shows how it is used.`);
  });
});

describe('a thread that is not there', () => {
  it.each([
    ['resume', 'nobody'],
    ['pause', 'nobody'],
    ['clear', 'nobody'],
    ['answer', 'nobody', '--need', 'x', '--text', 'y'],
  ])('%s', async (...args) => {
    const sentence = 'There is no thread "nobody" in this data folder. `goalpost list` shows those there are.';
    expectRefusal(await place.run(args), 64, sentence);
    expect(readdirSync(place.root)).not.toContain('data');
  });

  it('show, where nothing was ever stored; list has nothing to show there, which is no fault', async () => {
    const sentence = 'There is no thread "nobody" in this data folder. `goalpost list` shows those there are.';
    expectRefusal(await place.run(['show', 'nobody']), 64, sentence);
    expect(await place.run(['list', '--json'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect((await place.run(['list'])).stdout).toMatch(/^No threads yet\. /);
    expect(existsSync(place.data)).toBe(false);
  });
});

describe('a data folder that cannot be used', () => {
  it('is a file', async () => {
    writeFileSync(place.data, 'not a folder');
    const ended = await run(contractFile(place, CHECK));
    expect(ended).toMatchObject({ code: 5, stdout: '' });
    expect(ended.stderr).toMatch(
      /^goalpost: The data folder .*data cannot be used: .* See that it is a folder and writable\.\n$/,
    );
    expect(userState(repository)).toEqual(before);
  });

  it('holds a log of another program', async () => {
    mkdirSync(place.data);
    writeFileSync(join(place.data, 'goalpost.db'), 'SQLite format 3? No.\n'.repeat(100));
    const ended = await run(contractFile(place, CHECK));
    expect(ended).toMatchObject({ code: 5, stdout: '' });
    expect(ended.stderr).toMatch(/^goalpost: .*goalpost\.db is damaged \(.*\)\. Nothing was changed in it: .*\n$/);
  });

  it('holds prices that do not read', async () => {
    mkdirSync(place.data);
    writeFileSync(join(place.data, 'prices.json'), '{ "gpt-flow": { "input": "free" } }');
    const ended = await run(contractFile(place, CHECK));
    expectRefusal(ended, 5, /^goalpost: .*prices\.json: gpt-flow\.input .* It should read \{ "MODEL": \{/);
  });
});
