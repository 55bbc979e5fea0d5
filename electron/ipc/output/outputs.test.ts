import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OUTPUT_START, type OutputMatch, type OutputRow, ROW_UNITS, rowsOf } from '../../../shared/terminal/outputRows';
import { plainLine } from '../../../shared/tools/plainLines';
import { blobPath } from '../../store/blobFile';
import { openBlobStore } from '../../store/blobStore';
import { outputHandlers } from '../outputs';
import { LONGEST_LINE, PIECE_BYTES, piecesOf } from './batches';

interface Room {
  readonly outputs: ReturnType<typeof outputHandlers>;
  readonly folder: string;
  readonly put: (content: string | Buffer) => Promise<string>;
  readonly asked: string[];
}

async function room(answer: (folder: string) => string | null = () => null): Promise<Room> {
  const folder = mkdtempSync(`${tmpdir()}/goalpost outputs tést-`);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const blobs = await openBlobStore(join(folder, 'blobs'));
  const asked: string[] = [];
  const saveOutput = async (name: string) => {
    asked.push(name);
    return answer(folder);
  };
  const parts = { core: { blobs }, dialogs: { saveOutput } } as unknown as Parameters<typeof outputHandlers>[0];
  const put = async (content: string | Buffer) => (await blobs.put(content)).sha256;
  return { outputs: outputHandlers(parts), folder, put, asked };
}

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function openedWhole({ outputs }: Room, sha256: string) {
  for (;;) {
    const found = must(await outputs.open({ sha256 }));
    if (found.whole) return found;
  }
}

/** What the rows must be, told from the whole content at once. */
function expectedRows(content: Buffer): readonly OutputRow[] {
  const lines = content.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((line, nth) => rowsOf(plainLine(line)).map((text, part) => ({ line: nth + 1, goesOn: part > 0, text })));
}

const anyLine = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }).map((text) => text.replaceAll('\n', '')) },
  { weight: 3, arbitrary: fc.string({ maxLength: 60 }).map((text) => `\u001b[1;32m✓\u001b[0m ${text.replaceAll('\n', '')}`) },
  { weight: 2, arbitrary: fc.nat({ max: 100 }).map((part) => `\r 1 %\r ${part} %\u001b[K`) },
  { weight: 2, arbitrary: fc.nat({ max: 9_000 }).map((units) => '😀ü'.repeat(units)) },
);
const anyBytes = fc.oneof(
  { weight: 8, arbitrary: anyLine.map((line) => Buffer.from(line)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10))) },
);
/** Some hundred different lines, repeated beyond several of the pieces in which an output is read. */
const anyContent = fc
  .tuple(fc.array(anyBytes, { minLength: 1, maxLength: 60 }), fc.constantFrom('\n', '\r\n'), fc.nat({ max: 900_000 }))
  .map(([lines, end, bytes]) => {
    const once = Buffer.concat(lines.flatMap((line) => [line, Buffer.from(end)]));
    return Buffer.alloc(bytes, once).subarray(0, bytes);
  });

describe('rows of a stored output', () => {
  it('are the same from wherever they are read, and as many as opening told', async () => {
    const place = await room();
    await fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
        async (content, parts) => {
          const sha256 = await place.put(content);
          const expected = expectedRows(content);
          const found = await openedWhole(place, sha256);
          expect(found).toEqual({
            read: content.length,
            rows: expected.length,
            lines: expected.at(-1)?.line ?? 0,
            whole: true,
          });
          for (const part of [0, ...parts, 1]) {
            const from = Math.floor(part * expected.length);
            const { rows } = must(await place.outputs.rows({ sha256, from, count: 50 }));
            expect(rows).toEqual(expected.slice(from, from + 50));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are there for an output that is one line without an end, in pieces that are its text', async () => {
    const place = await room();
    const text = '€'.repeat(300_000);
    const sha256 = await place.put(text);
    const found = await openedWhole(place, sha256);
    expect(found.lines).toBe(1);
    const read: OutputRow[] = [];
    for (let from = 0; from < found.rows; from += 1_000) {
      read.push(...must(await place.outputs.rows({ sha256, from, count: 1_000 })).rows);
    }
    expect(read.map((row) => row.text).join('')).toBe(text);
    expect(read.every((row) => row.text.length <= ROW_UNITS && row.line === 1)).toBe(true);
    expect(read.findIndex((row) => !row.goesOn)).toBe(0);
    const middle = must(await place.outputs.rows({ sha256, from: 140, count: 3 }));
    expect(middle.rows).toEqual(read.slice(140, 143));
  });

  it('are none for an empty output, and refused where nothing is stored', async () => {
    const place = await room();
    const sha256 = await place.put('');
    expect(await openedWhole(place, sha256)).toEqual({ read: 0, rows: 0, lines: 0, whole: true });
    expect(await place.outputs.rows({ sha256, from: 0, count: 10 })).toEqual({ ok: true, value: { rows: [] } });
    const none = '0'.repeat(64);
    expect(await place.outputs.open({ sha256: none })).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(await place.outputs.rows({ sha256: none, from: 0, count: 1 })).toMatchObject({
      ok: false,
      error: { code: 'missing' },
    });
  });

  it('of a file that is torn are told by the store, each time it is asked', async () => {
    const place = await room();
    const sha256 = await place.put('a line of some length\n'.repeat(50_000));
    const file = blobPath(join(place.folder, 'blobs'), sha256, 'packed');
    const bytes = readFileSync(file);
    bytes.fill(7, 500, 900);
    writeFileSync(file, bytes);
    for (let times = 0; times < 2; times += 1) {
      await expect(place.outputs.open({ sha256 })).rejects.toMatchObject({ name: 'StoreFailure', error: { code: 'damaged' } });
    }
  });
});

interface Look {
  readonly text: string;
  readonly regex?: boolean;
  readonly matchCase?: boolean;
}

async function searchedAll({ outputs }: Room, sha256: string, look: Look) {
  const wanted = { regex: false, matchCase: false, ...look };
  const matches: OutputMatch[] = [];
  let calls = 0;
  for (let from: typeof OUTPUT_START | null = OUTPUT_START; from !== null; calls += 1) {
    const answer: { readonly matches: readonly OutputMatch[]; readonly next: typeof OUTPUT_START | null } = must(
      await outputs.search({ sha256, wanted, from }),
    );
    matches.push(...answer.matches);
    from = answer.next;
  }
  return { matches, calls };
}

describe('what is looked through at once', () => {
  it('is all of a batch, in pieces of whole lines, none larger than a piece but a line that is', () => {
    fc.assert(
      fc.property(anyContent, fc.boolean(), (content, goesOn) => {
        const bytes = goesOn ? content : Buffer.concat([content, Buffer.from('\n')]);
        const pieces = [...piecesOf({ bytes, offset: 7, ended: !goesOn })];
        expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true);
        let offset = 7;
        for (const piece of pieces) {
          const lines = piece.bytes.toString('latin1').split('\n');
          expect(piece.offset).toBe(offset);
          expect(piece.ended).toBe(piece !== pieces.at(-1) || !goesOn);
          expect(!piece.ended || lines.at(-1) === '').toBe(true);
          expect(piece.bytes.byteLength <= PIECE_BYTES || lines.length <= 2 || !piece.ended).toBe(true);
          offset += piece.bytes.byteLength;
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('searching a stored output', () => {
  it('finds what the rows show, at its row and column, in any content', async () => {
    const place = await room();
    await fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const sha256 = await place.put(Buffer.concat([content, Buffer.from('\n\u001b[31mNee\u001b[0mdle\n')]));
        await openedWhole(place, sha256);
        const { matches } = await searchedAll(place, sha256, { text: 'needle' });
        const [match] = matches;
        if (!match) throw new Error('nothing was found');
        const { rows } = must(await place.outputs.rows({ sha256, from: match.row, count: 1 }));
        expect(rows[0]?.text.slice(match.column, match.column + match.length)).toBe('Needle');
        expect(match.line).toBe(rows[0]?.line);
      }),
      { numRuns: 15 },
    );
  });

  it('finds what lies across the pieces in which the output is read', async () => {
    const place = await room();
    const line = 'x'.repeat(1_000);
    // For each place around the first border, a needle that begins there.
    for (const before of [LONGEST_LINE - 7, LONGEST_LINE - 3, LONGEST_LINE - 1, LONGEST_LINE, LONGEST_LINE + 1]) {
      const filled = Buffer.alloc(before, `${line}\n`);
      const sha256 = await place.put(Buffer.concat([filled, Buffer.from(`nädle\n${line}\n`)]));
      const { matches } = await searchedAll(place, sha256, { text: 'nädle' });
      expect(matches).toHaveLength(1);
      expect(matches[0]?.line).toBe(Math.floor(before / 1_001) + 1);
    }
  });

  it('finds on a long line, across its rows and behind characters of two units', async () => {
    const place = await room();
    const line = `${'😀'.repeat(3_500)}${'y'.repeat(499)}here${'z'.repeat(5_000)}`;
    const sha256 = await place.put(`first\n${line}\nhere\n`);
    const { matches } = await searchedAll(place, sha256, { text: 'here' });
    expect(matches.map(({ row, column, line: at }) => [row, column, at])).toEqual([
      [4, 1_499, 2],
      [8, 0, 3],
    ]);
  });

  it('takes case, expressions and characters that mean something in one as it is asked to', async () => {
    const place = await room();
    const sha256 = await place.put('Größe 1\ngröße 22\nGRÖSSE\na.b (c)\naxb\n\u001b[32mé\u001b[39m — naïve\n');
    const lines = async (look: Look) => (await searchedAll(place, sha256, look)).matches.map(({ line }) => line);
    expect(await lines({ text: 'größe' })).toEqual([1, 2]);
    expect(await lines({ text: 'Größe', matchCase: true })).toEqual([1]);
    expect(await lines({ text: 'a.b (c)' })).toEqual([4]);
    expect(await lines({ text: 'a.b', regex: true })).toEqual([4, 5]);
    expect(await lines({ text: '^\\p{L} —', regex: true })).toEqual([6]);
    expect(await lines({ text: '\\d+$', regex: true })).toEqual([1, 2]);
    expect(await lines({ text: 'x*', regex: true })).toEqual([5]);
  });

  it('comes in bounded answers that go on where the one before ended', async () => {
    const place = await room();
    const sha256 = await place.put('one two one\n'.repeat(2_500));
    const { matches, calls } = await searchedAll(place, sha256, { text: 'one' });
    expect(calls).toBe(6);
    expect(matches).toHaveLength(5_000);
    expect(matches.every(({ line, column }, index) => line === Math.floor(index / 2) + 1 && column === (index % 2) * 8)).toBe(
      true,
    );
    expect(matches[0]?.words).toBe('one two one');
  });

  it('looks through a bounded part in one call', async () => {
    const place = await room();
    const sha256 = await place.put(Buffer.alloc(20 * 1024 * 1024, 'nothing of interest\n'));
    const { matches, calls } = await searchedAll(place, sha256, { text: 'needle' });
    expect([matches, calls]).toEqual([[], 3]);
  });

  it('refuses what is no expression, and one that never ends, in a sentence', async () => {
    const place = await room();
    const sha256 = await place.put(`${'a'.repeat(60)}!\n`);
    const look = (text: string) =>
      place.outputs.search({ sha256, wanted: { text, regex: true, matchCase: false }, from: OUTPUT_START });
    expect(await look('(')).toEqual({
      ok: false,
      error: { code: 'bad_expression', message: 'This is no regular expression: unterminated group.' },
    });
    expect(await look('(a+)+$')).toMatchObject({ ok: false, error: { code: 'slow_search' } });
  });
});

describe('the text between two points', () => {
  it('is what the rows show, with rows of one line joined', async () => {
    const place = await room();
    const long = 'ab'.repeat(2_500);
    const sha256 = await place.put(`\u001b[1mone\u001b[0m\r\n${long}\nthree\n`);
    const text = async (from: [number, number], to: [number, number] | null) =>
      must(
        await place.outputs.text({
          sha256,
          from: { row: from[0], column: from[1] },
          to: to && { row: to[0], column: to[1] },
        }),
      );
    expect(await text([0, 0], null)).toEqual({ text: `one\n${long}\nthree`, cut: false });
    expect(await text([0, 1], [0, 2])).toEqual({ text: 'n', cut: false });
    expect(await text([0, 2], [4, 3])).toEqual({ text: `e\n${long}\nthr`, cut: false });
    expect(await text([1, 1_998], [2, 2])).toEqual({ text: 'abab', cut: false });
  });

  it('is bounded, and says so', async () => {
    const place = await room();
    const sha256 = await place.put('a line to be copied\n'.repeat(400_000));
    const { text, cut } = must(await place.outputs.text({ sha256, from: { row: 0, column: 0 }, to: null }));
    expect([text.length, cut]).toEqual([5_000_000, true]);
  });
});

describe('saving a stored output', () => {
  const printed = Buffer.from('\u001b[32mgreen\u001b[0m\r\n 1 %\r99 %\r\n\xff bytes', 'latin1');

  it('writes it byte for byte, or as plain lines, over what the dialog named', async () => {
    const place = await room((folder) => join(folder, 'out.txt'));
    const sha256 = await place.put(printed);
    const path = join(place.folder, 'out.txt');
    writeFileSync(path, 'what stood there');
    expect(await place.outputs.save({ sha256, as: 'raw', name: 'npm test.txt' })).toEqual({
      ok: true,
      value: { saved: { path, bytes: printed.length } },
    });
    expect(readFileSync(path).equals(printed)).toBe(true);
    expect(await place.outputs.save({ sha256, as: 'plain', name: 'npm test.txt' })).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe('green\n99 %\n\ufffd bytes\n');
    expect(place.asked).toEqual(['npm test.txt', 'npm test.txt']);
    expect(readdirSync(place.folder).sort()).toEqual(['blobs', 'out.txt']);
  });

  it('writes nothing where no place was chosen, and leaves nothing where it cannot be whole', async () => {
    const unasked = await room();
    expect(await unasked.outputs.save({ sha256: await unasked.put('x'), as: 'raw', name: 'a' })).toEqual({
      ok: true,
      value: { saved: null },
    });
    const nowhere = await room((folder) => join(folder, 'no', 'such', 'out.txt'));
    expect(await nowhere.outputs.save({ sha256: await nowhere.put('x'), as: 'raw', name: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'not_written' },
    });
    const place = await room((folder) => join(folder, 'out.txt'));
    const sha256 = await place.put('small and plain');
    writeFileSync(blobPath(join(place.folder, 'blobs'), sha256, 'plain'), 'small and other');
    expect(await place.outputs.save({ sha256, as: 'raw', name: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'not_written', message: expect.stringMatching(/not what was printed/) },
    });
    expect(readdirSync(place.folder)).toEqual(['blobs']);
  });
});
