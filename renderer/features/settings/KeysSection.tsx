import { Keys } from '../../ui/Keys';
import classes from './KeysSection.module.css';
import { KEY_GROUPS } from './keyList';
import { Section } from './Section';

/** Every key, by where it holds. */
export function KeysSection() {
  return (
    <Section id="settings-keys" aside="each is also shown where its action is">
      <div className={classes.groups}>
        {KEY_GROUPS.map(({ where, keys }) => (
          <table key={where} className={classes.group} aria-label={`Keys: ${where}`}>
            <caption className={classes.where}>{where}</caption>
            <tbody>
              {keys.map(([of, does]) => (
                <tr key={`${of} ${does}`}>
                  <th scope="row" className={classes.does}>
                    {does}
                  </th>
                  <td className={classes.keys}>
                    <Keys of={of} />
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
