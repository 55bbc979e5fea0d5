import { NumberInput, TextInput } from '@mantine/core';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import type { PriceRow } from './priceRows';

const FIGURES = [
  { field: 'input', name: t`Input price` },
  { field: 'cached', name: t`Cached input price` },
  { field: 'output', name: t`Output price` },
] as const;

/** A model's three prices, edited in place. */
export function PriceTableRow(props: {
  readonly row: PriceRow;
  readonly onChange: (row: PriceRow) => void;
  readonly onRemove: () => void;
}) {
  const { row, onChange } = props;
  return (
    <tr>
      <td>
        <TextInput
          size="xs"
          aria-label={t`Model`}
          value={row.model}
          onChange={(event) => onChange({ ...row, model: event.currentTarget.value })}
          spellCheck={false}
        />
      </td>
      {FIGURES.map(({ field, name }) => (
        <td key={field}>
          <NumberInput
            size="xs"
            aria-label={t`${name} of ${row.model}`}
            value={row[field]}
            onChange={(value) => onChange({ ...row, [field]: value })}
            min={0}
            hideControls
          />
        </td>
      ))}
      <td>
        <TextAction onClick={props.onRemove} label={t`Remove the price of ${row.model}`}>
          {t`Remove`}
        </TextAction>
      </td>
    </tr>
  );
}
