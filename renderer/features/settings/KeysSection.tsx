import { keyGroups } from '../../../shared/views/actions/keyGroups';
import { t } from '../../../shared/words/t';
import { Keys, MAC } from '../../ui/Keys';
import classes from './KeysSection.module.css';
import { Section } from './Section';

/** Every key, by where it holds. */
export function KeysSection() {
  return (
    <Section id="settings-keys" aside={t`each is also shown where its action is`}>
      <div className={classes.groups}>
        {keyGroups(MAC).map(({ where, rows }) => (
          <table key={where} className={classes.group} aria-label={t`Keys: ${where}`}>
            <caption className={classes.where}>{where}</caption>
            <tbody>
              {rows.map(({ keys, words }) => (
                <tr key={`${keys} ${words}`}>
                  <th scope="row" className={classes.does}>
                    {words}
                  </th>
                  <td className={classes.keys}>
                    <Keys of={keys} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Section>
  );
}
