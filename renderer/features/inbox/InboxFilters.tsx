import { NativeSelect } from '@mantine/core';
import type { InboxAsk } from '../../../shared/views/inboxAsk';
import { type FilterChoice, filterChoices, type InboxFilter, NO_FILTER } from '../../../shared/views/inboxFilter';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import classes from './InboxPlace.module.css';

/** By workspace and by kind, each choice with what it leaves. */
export function InboxFilters(props: {
  readonly rows: readonly InboxRow[];
  readonly filter: InboxFilter;
  readonly onChange: (filter: InboxFilter) => void;
}) {
  const { rows, filter, onChange } = props;
  const { workspaces, kinds } = filterChoices(rows, filter);
  const chosen = filter.workspace !== '' || filter.kind !== '';
  return (
    <search className={classes.filters} aria-label={t`Filter`}>
      <NativeSelect
        size="xs"
        aria-label={t`Workspace`}
        value={filter.workspace}
        data={[{ value: '', label: t`Every workspace` }, ...workspaces.map(option)]}
        onChange={(event) => onChange({ ...filter, workspace: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t`Kind`}
        value={filter.kind}
        data={[{ value: '', label: t`Every kind` }, ...kinds.map(option)]}
        onChange={(event) => onChange({ ...filter, kind: kindOf(event.currentTarget.value, kinds) })}
      />
      {chosen && <TextAction onClick={() => onChange(NO_FILTER)}>{t`Show all`}</TextAction>}
    </search>
  );
}

function option({ value, words, count }: FilterChoice<string>) {
  return { value, label: `${words} (${count})` };
}

function kindOf(value: string, kinds: readonly FilterChoice<InboxAsk['kind']>[]): InboxFilter['kind'] {
  return kinds.find((choice) => choice.value === value)?.value ?? '';
}
