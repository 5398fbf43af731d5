import type { Flavour } from './flavour.ts';
import { additionalKey, newId, organizationToken, personalToken } from './names.ts';
import { environmentAt, type Token, type World } from './world.ts';

const dayMs = 24 * 60 * 60_000;

export interface PersonalTokenOptions {
  /** The first user unless given. */
  readonly userId?: string;
  readonly role?: Token['role'];
  readonly pins?: Token['pins'];
  /** 0 for ever; servers that look at roles take 90 unless told, others have none. */
  readonly ttlDays?: number;
  /** Another than what the server's routes accept. */
  readonly prefix?: Flavour['tokenPrefix'];
}

/** Makes credentials as the dashboard would, and gives their text. */
export interface Issue {
  readonly personal: (options?: PersonalTokenOptions) => string;
  /** The root key of an environment of the first project. */
  readonly rootKey: (slug: string) => string;
  readonly additionalKey: (slug: string, scopes?: readonly string[]) => string;
  readonly organization: () => string;
  /** Makes a credential useless. */
  readonly revoke: (token: string) => void;
}

export function issuer(world: World, flavour: Flavour, now: () => number): Issue {
  const add = (token: string, rest: Pick<Token, 'of'> & Partial<Token>): string => {
    world.tokens.push({
      id: newId('token'),
      token,
      name: 'Issued',
      role: 'write',
      pins: {},
      createdAt: now(),
      ...rest,
    });
    return token;
  };
  return {
    personal: ({ userId, role = 'write', pins = {}, ttlDays, prefix } = {}) => {
      const days = ttlDays ?? (flavour.roles ? 90 : 0);
      return add(personalToken(prefix ?? flavour.tokenPrefix), {
        of: { userId: userId ?? world.users[0]?.id ?? '' },
        role,
        pins,
        ...(days === 0 ? {} : { expiresAt: now() + days * dayMs }),
      });
    },
    rootKey: (slug) => environmentAt(world, slug).apiKey,
    additionalKey: (slug, scopes) => {
      const { id, type } = environmentAt(world, slug);
      return add(additionalKey(type), {
        of: { environmentId: id },
        ...(scopes === undefined ? {} : { scopes }),
      });
    },
    organization: () =>
      add(organizationToken(), { of: { organizationId: world.organizations[0]?.id ?? '' } }),
    revoke: (token) => {
      const found = world.tokens.find((one) => one.token === token);
      if (found !== undefined) found.revokedAt = now();
    },
  };
}
