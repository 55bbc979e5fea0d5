import { join } from 'node:path';
import { toDisposable } from '../../shared/kernel/lifecycle';
import { EXIT } from '../../shared/views/outcome';
import { type FoundPassage, PASSAGE_WORDS, type SearchFound } from '../../shared/views/search/found';
import { titleOf } from '../../shared/views/threadRow';
import { loadThread, UnreadableThread } from '../engine/load';
import type { EventStore } from '../store/eventStore';
import { SEARCH_FILE, SearchFollower } from '../store/searchFollower';
import { StoreFailure } from '../store/storeError';
import type { Output } from './io';
import { localTime } from './localTime';
import { mayHaveThreads, openForReading } from './open';
import { oneLine, type Paint, painter } from './paint';
import { type CommonOptions, dataFolder } from './settings';

const LINE_WIDTH = 160;

/** `goalpost search`: what was said and done in all threads. What the index lacks is read in first, whoever owns the data folder. */
export function searchCommand(text: string, options: CommonOptions, output: Output): number {
  const dataDir = dataFolder(options);
  if (!mayHaveThreads(options)) return told(NOTHING, undefined, options, output);
  const store = openForReading(dataDir);
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  const onEvent = () => toDisposable(() => undefined);
  const index = new SearchFollower({ file: join(dataDir, SEARCH_FILE), store: store.value, onEvent });
  try {
    const caught = index.catchUp();
    const found = caught.ok ? index.find(text) : caught;
    if (found.ok) return told(found.value, store.value, options, output);
    output.fault(found.error.message);
    return EXIT.failed;
  } finally {
    void index.dispose();
    store.value.dispose();
  }
}

const NOTHING: SearchFound = { threads: [], cut: false, indexing: null };

function told(found: SearchFound, store: EventStore | undefined, options: CommonOptions, output: Output): number {
  if (options.json) {
    for (const { passages } of found.threads) for (const each of passages) output.out(JSON.stringify(plain(each)));
    return EXIT.complete;
  }
  const paint = painter(output.color);
  if (found.threads.length === 0) output.out('Nothing was found.');
  for (const { thread, passages, more } of found.threads) {
    output.out(`${paint('strong', titleIn(store, thread))} ${paint('quiet', thread)}`);
    for (const each of passages) output.out(`  ${line(each, paint)}`);
    if (more > 0) output.out(paint('quiet', `  and ${more} more`));
  }
  return EXIT.complete;
}

function line({ kind, at, snippet }: FoundPassage, paint: Paint): string {
  const text = snippet.map((part) =>
    part.marked ? paint('strong', oneLine(part.text, LINE_WIDTH)) : part.text.replace(/\p{Cc}+/gu, ' '),
  );
  return `${paint('quiet', `${localTime(at)} ${PASSAGE_WORDS[kind]}`)}  ${text.join('')}`;
}

function plain({ snippet, ...place }: FoundPassage) {
  return { type: 'found', ...place, snippet: snippet.map(({ text }) => text).join('') };
}

/** A thread that does not read is found all the same; what it is called cannot be told. */
function titleIn(store: EventStore | undefined, thread: string): string {
  try {
    const state = store && loadThread(store, thread).state;
    return titleOf(state?.goal?.contract.outcome ?? state?.topic ?? '') || thread;
  } catch (thrown) {
    if (!(thrown instanceof UnreadableThread || thrown instanceof StoreFailure)) throw thrown;
    return thread;
  }
}
