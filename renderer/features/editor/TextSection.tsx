import { SectionHead } from '../../ui/SectionHead';
import classes from './Lower.module.css';
import { ProposedMark } from './ProposedMark';
import { TextArea } from './TextArea';

/** A text of the contract that has a section of its own below the parts. */
export function TextSection(props: {
  readonly title: string;
  readonly aside: string;
  readonly path: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { title, aside, path, value, onChange } = props;
  return (
    <section className={classes.objective} aria-label={title} data-part={path}>
      <SectionHead title={title} aside={aside} action={<ProposedMark path={path} name={title.toLowerCase()} />} />
      <TextArea label={title} value={value} onChange={onChange} rows={4} />
    </section>
  );
}
