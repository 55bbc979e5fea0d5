import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import { type DiffFile, type DiffTree, diffTree, neighbour } from '../../../shared/views/diffTree';
import { lineCounts } from '../../../shared/views/format';
import { recall, remember } from '../../stores/remembered';
import { useThread } from '../../stores/thread';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Keys } from '../../ui/Keys';
import { Loading } from '../../ui/Loading';
import { takesText } from '../../ui/listKeys';
import { Mono } from '../../ui/Mono';
import { region } from '../../ui/region';
import classes from './DiffPlace.module.css';
import { FileDiff } from './FileDiff';
import { FileTree } from './FileTree';
import type { DiffEditor } from './monaco';
import segments from './Segments.module.css';
import { useDiff } from './useDiff';

/** What the goal has changed since its start. */
export function DiffPlace({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  if (opened.status !== 'open') return <Waiting />;
  return <Changes key={thread} state={opened.state} />;
}

const LAYOUT_KEY = 'diff.layout';

function Changes({ state }: { readonly state: ThreadState }) {
  const [selected, setSelected] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [sideBySide, setSideBySide] = useState(() => recall(LAYOUT_KEY) !== 'inline');
  const editor = useRef<DiffEditor | null>(null);
  const [keepEditor] = useState(() => (shown: DiffEditor | null) => {
    editor.current = shown;
  });
  const { files, file, retry } = useDiff(state.thread, state.checkpoint?.tree ?? '', selected);
  const changes = files.status === 'there' ? files.value.files : NONE;
  const tree = useMemo(() => diffTree(changes, state, filter), [changes, state, filter]);
  const shown = fileOf(tree, selected) ?? fileOf(tree, neighbour(tree, null, 1));
  if (shown && shown.path !== selected) setSelected(shown.path);
  if (files.status === 'loading') return <Waiting />;
  if (files.status === 'failed') {
    return (
      <div className={classes.message}>
        <Fault
          cause="The changes could not be read"
          remedy={files.message}
          action={<Button onClick={retry}>Read again</Button>}
        />
      </div>
    );
  }
  if (changes.length === 0) return <Nothing started={files.value.from !== null} />;
  const onKeyDown = (event: KeyboardEvent) => {
    const inEditor = event.target instanceof Element && event.target.closest('.monaco-editor') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || (takesText(event.target) && !inEditor)) return;
    if (event.key === 'n' || event.key === 'p') editor.current?.goToDiff(event.key === 'n' ? 'next' : 'previous');
    else if ((event.key === 'j' || event.key === 'k') && inEditor) {
      setSelected(neighbour(tree, selected, event.key === 'j' ? 1 : -1));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const layout = (value: string) => {
    setSideBySide(value === 'split');
    remember(LAYOUT_KEY, value);
  };
  return (
    <div className={classes.place} onKeyDownCapture={onKeyDown}>
      <nav className={classes.files} {...region('Changed files')}>
        <div className={classes.filter}>
          <TextInput
            size="xs"
            aria-label="Filter files"
            placeholder="Filter files"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <span className={classes.sum}>{lineCounts(tree.added, tree.removed)}</span>
        </div>
        <div className={classes.tree}>
          {tree.files === 0 ? (
            <Empty>No changed file has “{filter}” in its path.</Empty>
          ) : (
            <FileTree tree={tree} selected={selected} onSelect={setSelected} />
          )}
        </div>
        <KeyHelp />
      </nav>
      <div className={classes.view}>
        <div className={classes.bar}>
          <span>Since start</span>
          <span className={classes.quiet}>{span(state)}</span>
          <SegmentedControl
            classNames={SEGMENTS}
            size="xs"
            aria-label="Layout"
            value={sideBySide ? 'split' : 'inline'}
            data={LAYOUTS}
            onChange={layout}
          />
        </div>
        {shown && <FileLine file={shown} />}
        <div className={classes.body}>
          {shown && <FileDiff file={file} sideBySide={sideBySide} onEditor={keepEditor} onRetry={retry} />}
        </div>
      </div>
    </div>
  );
}

const NONE: readonly never[] = [];

/** One control of two halves, as LOOK draws it; Mantine's own is a raised pill. */
const SEGMENTS = {
  root: segments.root ?? '',
  indicator: segments.indicator ?? '',
  control: segments.control ?? '',
  label: segments.label ?? '',
};

const LAYOUTS = [
  { value: 'split', label: 'Side by side' },
  { value: 'inline', label: 'Inline' },
];

function fileOf(tree: DiffTree, path: string | null): DiffFile | undefined {
  return tree.groups.flatMap((group) => group.files).find((file) => file.path === path);
}

/** `c1 → c8`: the checkpoints that are compared. */
function span(state: ThreadState): string {
  const from = state.goal?.baseline?.checkpoint;
  const to = state.checkpoint?.id;
  return from && to ? `${from} → ${to}` : '';
}

function FileLine({ file }: { readonly file: DiffFile }) {
  return (
    <div className={`${classes.bar} ${classes.file}`}>
      <span className={classes.name} title={file.path}>
        <Mono>
          {file.folder !== '' && <span className={classes.quiet}>{file.folder}/</span>}
          {file.name}
        </Mono>
      </span>
      <span className={classes.quiet}>{fileFacts(file)}</span>
    </div>
  );
}

/** `+20 −9, new, turns 1 2 3` */
function fileFacts(file: DiffFile): string {
  const turns = file.turns === '' ? '' : `${file.turns.includes(' ') ? 'turns' : 'turn'} ${file.turns}`;
  return [lineCounts(file.added, file.removed), file.status, turns].filter((word) => word !== '').join(', ');
}

function KeyHelp() {
  return (
    <dl className={classes.keys}>
      <dt>
        <Keys of="j k" />
      </dt>
      <dd>next, previous file</dd>
      <dt>
        <Keys of="n p" />
      </dt>
      <dd>next, previous change</dd>
    </dl>
  );
}

function Nothing({ started }: { readonly started: boolean }) {
  return (
    <div className={classes.message}>
      <Empty>
        {started
          ? 'No file differs from the start of the goal. Changes show here with the next checkpoint.'
          : 'Changes show here from the activation of the goal on.'}
      </Empty>
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.message}>
      <Loading rows={8} words="Comparing with the start" />
    </div>
  );
}
