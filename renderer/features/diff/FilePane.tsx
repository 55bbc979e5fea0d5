import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DiffTree } from '../../../shared/views/diffTree';
import { lineCounts, thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { Empty } from '../../ui/Empty';
import { Keys } from '../../ui/Keys';
import { region } from '../../ui/region';
import { TextAction } from '../../ui/TextAction';
import classes from './DiffPlace.module.css';

/** The changed files with their filter, how many are reviewed, and the keys. */
export function FilePane(props: {
  readonly tree: DiffTree;
  readonly total: number;
  readonly reviewed: number;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly children: ReactNode;
}) {
  const { tree, total, reviewed, filter } = props;
  return (
    <nav className={classes.files} {...region(t`Changed files`)}>
      <div className={classes.filter}>
        <TextInput
          size="xs"
          aria-label={t`Filter files`}
          placeholder={t`Filter files`}
          value={filter}
          onChange={(event) => props.onFilter(event.currentTarget.value)}
        />
        {total > 0 && <span className={classes.sum}>{lineCounts(tree.added, tree.removed)}</span>}
      </div>
      {tree.files.length === 0 && total > 0 ? (
        <div className={classes.none}>
          <Empty action={<TextAction onClick={() => props.onFilter('')}>{t`Clear the filter`}</TextAction>}>
            {t`None of ${thousands(total)} changed files has “${filter.trim()}” in its path.`}
          </Empty>
        </div>
      ) : (
        props.children
      )}
      <Foot total={total} shown={tree.files.length} reviewed={reviewed} />
    </nav>
  );
}

function Foot({ total, shown, reviewed }: { readonly total: number; readonly shown: number; readonly reviewed: number }) {
  const [help, setHelp] = useState(true);
  return (
    <div className={classes.foot}>
      <div className={classes.reviewed} role="status">
        <span>{total > 0 && t`${thousands(reviewed)} of ${thousands(total)} reviewed`}</span>
        {shown < total && <span>{t`${thousands(shown)} shown`}</span>}
        <TextAction onClick={() => setHelp(!help)} expanded={help}>
          {t`Keys`}
        </TextAction>
      </div>
      <span className={classes.track} aria-hidden="true">
        <span style={{ width: total === 0 ? 0 : `${(reviewed / total) * 100}%` }} />
      </span>
      {help && <KeyHelp />}
    </div>
  );
}

const KEYS = [
  ['n p', t`next, previous hunk`],
  ['j k', t`next, previous file`],
  ['v', t`reviewed, and to the next`],
  ['c', t`comment on the line`],
  ['u', t`fold unchanged lines`],
  ['⇧ R', t`revert the hunk`],
] as const;

function KeyHelp() {
  return (
    <dl className={classes.keys}>
      {KEYS.map(([keys, words]) => (
        <div key={keys} className={classes.key}>
          <dt>
            <Keys of={keys} />
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
