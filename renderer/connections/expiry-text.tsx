import { Badge } from '../ui/badge.tsx';
import { Moment } from '../ui/moment.tsx';
import { useNow } from '../ui/use-now.ts';
import { daysUntilExpiry } from './expiry.ts';

/** Goes on a line that names a token: ", expires in 3 days", with a mark from two weeks before. Unix milliseconds. */
export function ExpiryText({ at }: { readonly at: number | undefined }) {
  const now = useNow();
  if (at === undefined) return null;
  const days = daysUntilExpiry(at, now);
  return (
    <>
      {at < now ? ', expired ' : ', expires '}
      <Moment at={at} />{' '}
      {days !== undefined && <Badge tone="warn">{days < 0 ? 'Expired' : 'Expires soon'}</Badge>}
    </>
  );
}
