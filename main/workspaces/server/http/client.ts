import type { Flavour } from '../../../../core/connection.ts';
import type { ApiOptions } from '../api.ts';
import { createExchanges, type Exchanges } from './exchanges.ts';
import type { Pace } from './pace.ts';
import { type Call, createRequests, type Requests } from './requests.ts';

/** What all calls of the API go through. */
export interface Client extends Exchanges<Call>, Pick<Requests, 'credential'> {
  /** What the person says the server speaks. */
  readonly knownFlavour: () => Flavour | undefined;
}

export function createClient(options: ApiOptions, pace: Pace): Client {
  const requests = createRequests(options);
  return {
    ...createExchanges(requests, options, pace),
    credential: requests.credential,
    knownFlavour: () => options.connection().flavour,
  };
}
