import type { ReactNode } from 'react';
import { neverPromoted } from '../../../core/promotion.ts';
import { nameSome } from '../../api/error-text.ts';
import type { NotCarried } from './rows.ts';

/** What no promotion touches, whatever is ticked. */
export function NeverCarried(): ReactNode {
  return (
    <div className="promote-never soft">
      <p>Never part of a promotion:</p>
      <ul>
        {neverPromoted.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
    </div>
  );
}

/** What differs and stays behind unless it is ticked by itself, with the reason. */
export function NotCarriedList({ left }: { readonly left: NotCarried }): ReactNode {
  const lines = [
    { keys: left.providerKeys, why: 'provider keys: each environment has its own' },
    { keys: left.credentials, why: 'look like credentials' },
    { keys: left.mustDiffer, why: 'must differ between environments' },
    { keys: left.places, why: 'name an address or a bucket, and the target has its own' },
    { keys: left.which, why: 'say which environment it is' },
    { keys: left.named, why: 'have the name of the environment they come from in their value' },
    { keys: left.testKeys, why: 'keys for tests, not for production' },
    { keys: left.liveKeys, why: 'live keys, for production alone' },
    { keys: left.hidden, why: 'hidden by the server: set another value, or leave them' },
  ].filter((line) => line.keys.length > 0);
  const count = lines.reduce((sum, line) => sum + line.keys.length, 0);
  return (
    <details className="promote-left">
      <summary>
        {count === 0
          ? 'What is not carried'
          : `Left out unless ticked one by one: ${count} ${count === 1 ? 'key' : 'keys'}, and what is never carried`}
      </summary>
      <ul>
        {lines.map(({ keys, why }) => (
          <li key={why}>
            <bdi className="mono">{nameSome(keys)}</bdi> — {why}
          </li>
        ))}
        <li>
          <NeverCarried />
        </li>
      </ul>
    </details>
  );
}
