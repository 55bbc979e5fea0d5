import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../electron/export/verify';
import { contractFile, type SmallGoal, shellStep, smallGoal } from './supportGoal';

// One real goal, exported by the real program, with secrets and hostile text wherever somebody may write; then changed in every way.

/** Of the form of a key, and known by a variable alone. Put together here, so that no scanner takes this file for a leak. */
const KEY = ['sk', 'planted', '0123456789abcdefghijklmnop'].join('-');
const PASSWORD = 'correct horse battery staple';
const HOSTILE = '<script>alert(1)</script> ![x](https://evil.example/x) [click](javascript:alert(2)) @everyone | `code` "quoted"';
const CHECK = `echo "key ${KEY}"; echo '${PASSWORD}' >&2; grep -qx 42 src/answer.txt`;
const WORK = `echo 42 > src/answer.txt; echo 'const key = "${KEY}"; // ${PASSWORD}' > src/leak.js; echo x > 'src/<img src=x>.txt'`;

/** A run, an export and its packing: some seconds, and far more on a loaded machine. */
const FLOW_MS = 120_000;

let goal: SmallGoal;
let thread: string;
let folder: string;
let zip: string;
let exported: { readonly digest: string; readonly recordDigest: string; readonly redactions: number; readonly files: number };

beforeAll(async () => {
  goal = await smallGoal({ work: [shellStep('write', WORK)], check: CHECK });
  contractFile(goal, CHECK, { outcome: HOSTILE });
  const ran = await goal.run(goal.runArgs, goal.env);
  thread = (JSON.parse(ran.stdout.split('\n')[0] ?? '') as { thread: string }).thread;
  folder = join(goal.root, 'evidence');
  zip = join(goal.root, 'evidence.zip');
  exported = JSON.parse(await exportTo(folder)) as typeof exported;
  await exportTo(zip);
}, FLOW_MS);
afterAll(() => goal.end());

const SECRETS = { DB_PASSWORD: PASSWORD };

async function exportTo(target: string): Promise<string> {
  const ended = await goal.run(['export', thread, '--out', target, '--json'], SECRETS);
  if (ended.code !== 0) throw new Error(`export ended with ${ended.code}: ${ended.stderr}`);
  return ended.stdout;
}

const NEVER = new AbortController().signal;

async function look(path: string, digest?: string) {
  const looked = await verifyBundle(path, { signal: NEVER, ...(digest === undefined ? {} : { digest }) });
  if (!looked.ok) throw new Error(looked.error);
  return looked.value;
}

const places = async (path: string) => (await look(path)).findings.map((finding) => finding.place);

const pathsIn = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

/** Changes the folder, looks at it, and puts it back byte for byte. */
async function placesWhen(change: () => void): Promise<readonly string[]> {
  const kept = pathsIn(folder).map((path) => [path, readFileSync(join(folder, path))] as const);
  change();
  try {
    return await places(folder);
  } finally {
    rmSync(folder, { recursive: true });
    for (const [path, bytes] of kept) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  }
}

describe('goalpost export', () => {
  it('writes a bundle that is whole, as folder and as zip, and ends with the digest it shows', async () => {
    expect(await look(folder, exported.digest)).toMatchObject({ whole: true, findings: [], digest: exported.digest, thread });
    expect(await look(zip)).toMatchObject({ whole: true, findings: [], thread });
    expect(exported.files).toBe(pathsIn(folder).length);
    expect((await goal.run(['verify', folder, '--digest', exported.digest])).code).toBe(0);
  });

  it('holds every output that the evidence names, whole and under its recorded hash', () => {
    const bundle = bundleJson();
    const refs = bundle.evidence.flatMap(({ evidence }) => evidence.runs.flatMap((run) => [run.stdout, run.stderr]));
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of refs) expect(pathsIn(folder)).toContain(`outputs/${ref?.sha256}.txt`);
    expect(bundle.content.absent).toEqual([]);
  });

  it('law 9: has no planted secret in any of its bytes, and says what was taken out and how often', async () => {
    for (const path of pathsIn(folder)) {
      const bytes = readFileSync(join(folder, path));
      expect([path, bytes.includes(KEY), bytes.includes(PASSWORD)]).toEqual([path, false, false]);
    }
    const what = ['API key', 'value of DB_PASSWORD'];
    const { redactions } = bundleJson().content;
    expect(redactions.map((redaction) => redaction.what)).toEqual(what);
    expect(exported.redactions).toBe(redactions.reduce((sum, { count }) => sum + count, 0));
    for (const report of ['report.html', 'report.md']) {
      const text = readFileSync(join(folder, report), 'utf8');
      for (const { what: name, count } of redactions) expect(text.replaceAll('\\', '')).toContain(`${count} × ${name}`);
    }
    expect((await look(folder)).redactedFiles).toBeGreaterThan(0);
  });

  it('refuses to replace what is there, and says which thread it does not know', async () => {
    const again = await goal.run(['export', thread, '--out', folder]);
    expect([again.code, again.stderr]).toEqual([64, expect.stringContaining('is there already, and is not replaced')]);
    const unknown = await goal.run(['export', 'nobody', '--out', join(goal.root, 'none')]);
    expect([unknown.code, unknown.stderr]).toEqual([64, expect.stringContaining('There is no thread "nobody"')]);
    expect(readdirSync(goal.root).filter((name) => name.includes('.goalpost-') || name === 'none')).toEqual([]);
  });
});

describe('the readings of a bundle', () => {
  it('escape what people, agents and files are named in the page, which has no script and reaches for nothing', () => {
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('src/&lt;img src=x&gt;.txt');
    expect(page).not.toMatch(/<(script|img|iframe|link|object|embed|form|base)\b/i);
    expect(page).not.toMatch(/\s(src|srcset|action|on\w+)=["']/i);
    expect(page.match(/href="[^"]*"/g)?.filter((href) => !/^href="(#|outputs\/|diffs\/|chain\.jsonl)/.test(href))).toEqual([]);
    expect(unbalanced(page)).toEqual([]);
  });

  it('are nothing but text in the Markdown', () => {
    const text = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(text).not.toMatch(/<script|(?<!\\)!\[|(?<!\\)\]\(|(?<![&#\w])@everyone|javascript:alert/);
    expect(text).toMatch(/^# Complete: &#60;script&#62;/);
  });
});

interface BundleJson {
  readonly evidence: readonly {
    readonly evidence: {
      readonly runs: readonly { readonly stdout?: { sha256: string }; readonly stderr?: { sha256: string } }[];
    };
  }[];
  readonly absent: readonly unknown[];
  readonly redactions: readonly { readonly what: string; readonly count: number }[];
}

function bundleJson(): { readonly evidence: BundleJson['evidence']; readonly content: BundleJson } {
  const read = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8')) as BundleJson;
  return { evidence: read.evidence, content: read };
}

const VOID = new Set(['meta', 'br', 'circle', 'line', 'path', 'polyline']);

/** Elements that are closed out of turn or not at all. */
function unbalanced(page: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, close, name = ''] of page.replace(/<style>.*?<\/style>/s, '').matchAll(/<(\/?)([a-z0-9]+)\b[^>]*>/gi)) {
    if (VOID.has(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) faults.push(name);
  }
  return [...faults, ...open];
}

describe('goalpost verify', () => {
  it('finds any byte that is flipped in any file of a folder, and names the file', async () => {
    const files = pathsIn(folder);
    const position = fc.tuple(fc.constantFrom(...files), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async ([path, share], mask) => {
        const place = join(folder, path);
        const bytes = readFileSync(place);
        if (bytes.length === 0) return;
        writeFileSync(place, flipped(bytes, Math.floor(share * bytes.length), mask));
        try {
          expect((await places(folder)).some((named) => named.startsWith(path))).toBe(true);
        } finally {
          writeFileSync(place, bytes);
        }
      }),
      { numRuns: 150 },
    );
    expect(await places(folder)).toEqual([]);
  });

  it('finds any byte that is flipped anywhere in a zip', async () => {
    const whole = readFileSync(zip);
    const copy = join(goal.root, 'flipped.zip');
    const position = fc.oneof(
      fc.nat(whole.length - 1),
      fc.nat(2_000).map((back) => Math.max(0, whole.length - 1 - back)),
    );
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        writeFileSync(copy, flipped(whole, at, mask));
        expect((await look(copy)).whole).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('finds a zip that is cut off, at whatever byte, or that something was added to', async () => {
    const whole = readFileSync(zip);
    const copy = join(goal.root, 'cut.zip');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        writeFileSync(copy, whole.subarray(0, length));
        expect((await look(copy)).findings[0]?.message).toMatch(/cut off/);
      }),
      { numRuns: 40 },
    );
    writeFileSync(copy, Buffer.concat([whole, Buffer.from('x')]));
    expect((await look(copy)).whole).toBe(false);
  });

  it('names a file that is missing, added, swapped with another, or a link', async () => {
    const [one, other] = ['diffs/since-start.patch', 'report.md'];
    expect(await placesWhen(() => rmSync(join(folder, one)))).toContain(one);
    expect(await placesWhen(() => writeFileSync(join(folder, 'outputs', 'more.txt'), 'x'))).toEqual(['outputs/more.txt']);
    expect(await placesWhen(() => mkdirSync(join(folder, 'empty')))).toEqual(['empty']);
    const swap = () => {
      renameSync(join(folder, one), join(folder, 'aside'));
      renameSync(join(folder, other), join(folder, one));
      renameSync(join(folder, 'aside'), join(folder, other));
    };
    expect((await placesWhen(swap)).toSorted()).toEqual([one, other].toSorted());
    const link = () => {
      copyFileSync(join(folder, one), join(goal.root, 'outside'));
      rmSync(join(folder, one));
      symlinkSync(join(goal.root, 'outside'), join(folder, one));
    };
    expect(await placesWhen(link)).toContain(one);
    expect(await placesWhen(() => rmSync(join(folder, 'chain.jsonl')))).toContain('chain.jsonl');
  });

  it('names an entry that is missing, added, moved, or cut off at the end', async () => {
    const chain = readFileSync(join(folder, 'chain.jsonl'), 'utf8').trimEnd().split('\n');
    const when = (lines: readonly string[]) =>
      placesWhen(() => writeFileSync(join(folder, 'chain.jsonl'), `${lines.join('\n')}\n`));
    expect(await when(chain.toSpliced(3, 1))).toContainEqual(expect.stringMatching(/^chain\.jsonl, entry 3\b/));
    expect(await when(chain.toSpliced(3, 0, chain[2] ?? ''))).toContainEqual(expect.stringMatching(/^chain\.jsonl, entry 3\b/));
    expect(await when(chain.toSpliced(3, 2, chain[4] ?? '', chain[3] ?? ''))).toContainEqual(
      expect.stringMatching(/^chain\.jsonl, entry 3\b/),
    );
    expect(await when(chain.slice(0, -1))).toContain('chain.jsonl');
    expect(await when(chain.map((line) => line.replace('{', '{ ')))).toContain('chain.jsonl, entry 0');
  });

  it('takes a chain that was made anew for what it is: whole, but with another digest', async () => {
    const other = join(goal.root, 'again');
    await exportTo(other);
    expect((await look(other)).whole).toBe(true);
    expect((await look(other, exported.digest)).findings.map((finding) => finding.place)).toEqual(['chain.jsonl']);
    const told = await goal.run(['verify', other, '--digest', exported.digest]);
    expect([told.code, told.stderr]).toEqual([5, expect.stringContaining('it is another bundle')]);
  });

  it('says what is not there, and what is no bundle', async () => {
    expect((await goal.run(['verify', join(goal.root, 'nowhere')])).code).toBe(64);
    expect((await goal.run(['verify', folder, '--digest', 'abc'])).code).toBe(64);
    expect((await goal.run(['verify', goal.repository.root])).code).toBe(5);
  });
});

function flipped(bytes: Buffer, at: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

describe('a redacted file', () => {
  it('keeps the hash that its evidence was recorded with beside its own', () => {
    const chain = readFileSync(join(folder, 'chain.jsonl'), 'utf8').trimEnd().split('\n');
    const files = chain.flatMap(
      (line) => (JSON.parse(line) as { files: { path: string; sha256: string; original?: { sha256: string } }[] }).files,
    );
    const redacted = files.filter((file) => file.original !== undefined && file.path.startsWith('outputs/'));
    expect(redacted.length).toBeGreaterThan(0);
    for (const file of redacted) {
      expect(file.path).toBe(`outputs/${file.original?.sha256}.txt`);
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, file.path)))
          .digest('hex'),
      ).toBe(file.sha256);
    }
  });
});
