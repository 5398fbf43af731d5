import type { AddressProblem } from '../../core/server-url.ts';

/** What is wrong with what was typed into a field. */
export interface Fault {
  readonly text: string;
  /** It is a token: the field hides it. */
  readonly isToken: boolean;
}

const texts: Readonly<Record<Exclude<AddressProblem, 'unfinished'>, string>> = {
  token: 'This is a token, not an address. It was not sent anywhere; a token is asked for later.',
  user: 'An address with a user name or password is not taken: leave out what stands before the @.',
  scheme: 'An address begins with https:// or http://.',
  malformed: 'This is no address of a server: a host is expected, as in https://platos.example.',
};

/** In words; undefined where nothing is wrong, or not yet. */
export const addressFault = (problem: AddressProblem | undefined): Fault | undefined =>
  problem === undefined || problem === 'unfinished'
    ? undefined
    : { text: texts[problem], isToken: problem === 'token' };

export const nameFault: Fault = { text: 'This is a token, not a name. It was not kept.', isToken: true };
