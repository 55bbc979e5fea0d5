import { t } from '../../../shared/words/t';
import classes from './Sparkline.module.css';
import { sparkPath } from './sparkPath';

const WIDTH = 56;
const HEIGHT = 18;

/** A metric over its evidence, its target as a dotted line, its last value as a dot. */
export function Sparkline(props: { readonly values: readonly number[]; readonly bound: number; readonly unit: string }) {
  const { path, target, end } = sparkPath(props.values, props.bound, WIDTH, HEIGHT);
  const words = t`${props.values.join(', ')} ${props.unit}; target ${props.bound}`;
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <path className={classes.target} d={`M0 ${target}H${WIDTH}`} />
      <path className={classes.line} d={path} />
      <circle className={classes.end} cx={end.x} cy={end.y} r="2" />
    </svg>
  );
}
